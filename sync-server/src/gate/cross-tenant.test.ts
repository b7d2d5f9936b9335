import {
  acceptanceBytes,
  createApproval,
  createDeviceKey,
  createInvitation,
  deviceRecordOf,
  entryTypes,
  proveInvitation,
  publicKeyOf,
  signAttestation,
  type EntryBodies,
  type EntryType,
} from '@nastavnik/core/access';
import { startDocument } from '@nastavnik/core/documents';
import {
  base64url,
  createDocumentId,
  createId,
  systemClock,
  systemRandom,
  type ChangeHash,
  type EntryId,
  type InvitationId,
  type LogId,
} from '@nastavnik/core/kernel';
import {
  controlFrames,
  repoFrames,
  type ClientFrame,
  type ServerFrame,
} from '@nastavnik/core/protocol';
import { changeAs, initializeAutomergeForTests } from '@nastavnik/core/testing';
import * as A from '@automerge/automerge/slim';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuditTrail } from '../relay/audit/audit-trail.ts';
import {
  addTask,
  connectDevice,
  RawSocket,
  startTestDistrict,
  type TestDevice,
  type TestDistrict,
} from '../testing/index.ts';

/*
 * A15: the head of one organisation, who may do everything there, tries everything the wire has on
 * the ids of another one in the same district. The cases are keyed by the schema itself, so that a
 * frame or an entry that is added without one fails here.
 */
let ground: TestDistrict;
let attacker: TestDevice;
let victim: TestDevice;
const quarantineId = 'kept-for-the-other';

beforeAll(async () => {
  await initializeAutomergeForTests();
  ground = await startTestDistrict({ ticketUrl: (ticket) => `https://relay.test/${ticket}` });
  const { one, other, store, url } = ground;
  victim = await connectDevice(url, other.mentor.key);
  victim.open(other.programme, startDocument('programme'));
  victim.change(other.programme, (draft) => addTask(draft, 'Только для своих'));
  await victim.durable(other.programme);
  await store.addQuarantine({
    quarantineId,
    logId: other.organisation.logId,
    documentId: other.programme,
    kind: 'programme',
    kid: other.mentee.key.signer.kid,
    personId: other.mentee.personId,
    hashes: [],
    changes: [],
    receivedAtMs: 1,
  });
  attacker = await connectDevice(url, one.head.key);
});
afterAll(() => ground.store.close());

type Frames = Exclude<ClientFrame, { type: 'auth' | 'invitation' | 'accept-invitation' }>;
type FrameType = Frames['type'];
const me = { senderId: 'me', targetId: 'relay' };
const hashes = () => A.getHeads(victim.doc(ground.other.programme)) as ChangeHash[];

function syncFrame(type: 'sync' | 'request'): ClientFrame {
  const { programme } = ground.other;
  const kid = attacker.key.signer.kid;
  const edit = changeAs(victim.doc(programme), { author: kid }, (draft) => addTask(draft, 'Чужое'));
  const message = { heads: [], need: hashes(), have: [], changes: [edit] };
  const data = A.encodeSyncMessage(message as unknown as A.DecodedSyncMessage);
  return { type, ...me, documentId: programme, data };
}

async function attestFrames(): Promise<ClientFrame[]> {
  const { programme: documentId } = ground.other;
  const own = { documentId, hashes: hashes() };
  const sig = await signAttestation(attacker.key.signer, own);
  const victimSig = await signAttestation(victim.key.signer, own);
  return [
    { type: 'attest', ...own, sig },
    { type: 'attest', ...own, sig: victimSig, author: victim.key.signer.kid },
  ];
}

async function approvalFrame(): Promise<ClientFrame> {
  const { other } = ground;
  const approval = await createApproval({
    signer: other.mentor.key.signer,
    memberId: other.mentor.personId,
    role: 'mentor',
    purpose: 'agreeProgramme',
    docId: other.programme,
    heads: hashes(),
    projection: {},
    statement: { id: 'agree', text: 'I agree.' },
    membership: other.organisation.state,
    clock: systemClock,
  });
  return { type: 'countersign', approval };
}

/** Everything an entry can say, said of the other's people, devices and documents. */
async function bodies(): Promise<EntryBodies> {
  const { one, other } = ground;
  const key = await createDeviceKey();
  const device = deviceRecordOf(key, 'Mine');
  const { personId } = other.mentor;
  const documentId = other.programme;
  const invitation = await proveInvitation(one.invitation, {
    logId: other.organisation.logId,
    personId,
    device,
  });
  return {
    found: {
      level: 'organisation',
      name: 'Again',
      operatorPersonId: one.head.personId,
      operator: deviceRecordOf(one.head.key, 'Mine'),
      sequencer: publicKeyOf(ground.relayKey.signer),
      recovery: publicKeyOf(key.signer),
      timeZone: 'Asia/Krasnoyarsk',
    },
    'add-member': { personId: one.head.personId, roles: ['orgHead'] },
    'set-role': { personId, roles: [] },
    'add-device': { personId, device, invitation },
    'revoke-device': { kid: victim.key.signer.kid },
    invite: {
      invitationId: createId<InvitationId>(systemRandom),
      publicKey: base64url.encode(systemRandom.bytes(32)),
      personId,
      purpose: 'device',
      expiresAtMs: systemClock.nowMs() + 60_000,
    },
    grant: { grantId: createId<EntryId>(systemRandom), personId: one.head.personId, documentId },
    'revoke-grant': { grantId: other.grantId },
    'create-document': { documentId, kind: 'programme', audience: [], subjects: [] },
    'drop-document': { documentId },
    policy: { key: 'open', value: true },
    handover: { sequencer: publicKeyOf(key.signer) },
  };
}

/** Into the other's log with one's own key; and into one's own log about what is the other's. */
async function submitFrames(): Promise<ClientFrame[]> {
  const { one, other } = ground;
  const said = await bodies();
  const frames: ClientFrame[] = [];
  const nothingOfOthers: readonly EntryType[] = ['found', 'add-member', 'policy', 'handover'];
  for (const type of entryTypes) {
    const foreign = await other.organisation.sign(attacker.key, type, said[type]);
    frames.push({ type: 'submit', entry: foreign });
    if (nothingOfOthers.includes(type)) continue;
    const own = await one.organisation.sign(attacker.key, type, said[type]);
    frames.push({ type: 'submit', entry: own });
  }
  return frames;
}

const otherLog = (): LogId => ground.other.organisation.logId;
const entriesOf = (logId: LogId) => ground.store.entries(logId, 0, 1_000);

/** Frames that name something of the other; none for those that can name nothing. */
const cases: { readonly [Type in FrameType]: () => Promise<ClientFrame[]> | ClientFrame[] } = {
  sync: () => [syncFrame('sync')],
  request: () => [syncFrame('request')],
  ephemeral: () => [
    {
      type: 'ephemeral',
      ...me,
      senderId: `${victim.key.signer.kid}:x`,
      count: 1,
      sessionId: 's',
      documentId: ground.other.programme,
      data: Uint8Array.of(1),
    },
  ],
  replaced: () => [{ type: 'replaced', documentId: ground.other.programme, heads: hashes() }],
  attest: attestFrames,
  log: () => [{ type: 'log', logId: otherLog(), fromSeq: 0 }],
  submit: submitFrames,
  restore: () => [{ type: 'restore', logId: otherLog(), entries: entriesOf(otherLog()) }],
  quarantine: () => [{ type: 'quarantine', logId: otherLog() }],
  'quarantine-decision': () => [
    { type: 'quarantine-decision', quarantineId, decision: 'accept' },
    { type: 'quarantine-decision', quarantineId, decision: 'discard' },
  ],
  countersign: async () => [await approvalFrame()],
  catalogue: () => [],
  ticket: () => [],
  ping: () => [],
  join: () => [],
  leave: () => [],
  'doc-unavailable': () => [],
  'remote-subscription-change': () => [],
  'remote-heads-changed': () => [],
};

/** What may never change or be said by anything the attacker sends. */
const stateOfOther = (): string => {
  const { store, other } = ground;
  const documents = [other.programme, other.approvals, other.roadmap];
  return JSON.stringify([
    documents.map((documentId) => store.document(documentId)),
    documents.map((documentId) => store.refusals(documentId).length),
    documents.map((documentId) => store.attestations(documentId).length),
    entriesOf(otherLog()).length,
    store.quarantine(otherLog()).map((item) => item.quarantineId),
  ]);
};

/** Attempts of the attacker by the audit trail, repeats counted. */
const attempts = () =>
  ground.store
    .audit(1, 100_000)
    .filter(({ kid }) => kid === attacker.key.signer.kid)
    .filter(({ event }) => event === 'access-refused' || event === 'entry-refused')
    .reduce((sum, { times = 1 }) => sum + times, 0);

let pings = 0;
let sent = 0;

/** Sends one frame and gives every answer to it. */
async function answersTo(frame: ClientFrame): Promise<readonly ServerFrame[]> {
  const from = attacker.frames.length;
  pings += 1;
  const atMs = pings;
  attacker.send(frame);
  attacker.send({ type: 'ping', atMs });
  await attacker.frame('pong', (pong) => pong.atMs === atMs, from);
  return attacker.frames.slice(from).filter(({ type }) => type !== 'pong');
}

describe('[A15] one organisation against the ids of another', () => {
  it('every frame of the protocol has its case', () => {
    const types = [...repoFrames, ...controlFrames].flatMap(({ shape: { type } }) =>
      'options' in type ? [...type.options] : [...type.values],
    );
    expect(Object.keys(cases).toSorted()).toEqual([...new Set(types)].toSorted());
  });

  it.each(Object.keys(cases) as FrameType[])('%s: nothing is told or changed', async (type) => {
    const before = stateOfOther();
    const heard = victim.frames.length;
    for (const frame of await cases[type]()) {
      const answers = await answersTo(frame);
      sent += 1;
      expect(answers.map((answer) => answer.type)).toEqual([
        expect.stringMatching(/^(refused|doc-unavailable)$/),
      ]);
    }
    expect(stateOfOther()).toBe(before);
    expect(victim.frames.slice(heard)).toEqual([]);
  });

  it('the answer is the same as for what does not exist', async () => {
    const unknown = createDocumentId(systemRandom);
    const unknownLog = createId<LogId>(systemRandom);
    const both = async (frame: (id: string, logId: LogId) => ClientFrame) => {
      const known = await answersTo(frame(ground.other.programme, otherLog()));
      const none = await answersTo(frame(unknown, unknownLog));
      sent += 2;
      const text = JSON.stringify(none);
      expect(JSON.stringify(known)).toBe(
        text.replaceAll(unknown, ground.other.programme).replaceAll(unknownLog, otherLog()),
      );
    };
    await both((_id, logId) => ({ type: 'log', logId, fromSeq: 0 }));
    await both((_id, logId) => ({ type: 'quarantine', logId }));
    await both((_id, logId) => ({ type: 'restore', logId, entries: [{}] }));
    await both((id) => ({ type: 'replaced', documentId: id as never, heads: [] }));
    await both((id) => ({ ...syncFrame('request'), documentId: id }) as ClientFrame);
  });

  it('the catalogue names the documents of one’s own organisation only', async () => {
    const [catalogue] = await answersTo({ type: 'catalogue', cursor: 0 });
    const { one } = ground;
    expect(catalogue).toMatchObject({ type: 'catalogue', more: false });
    const ids = catalogue?.type === 'catalogue' ? catalogue.entries : [];
    expect(new Set(ids.map(({ documentId }) => documentId))).toEqual(
      new Set([one.programme, one.approvals, one.roadmap]),
    );
  });

  it('a person of another can be named in one’s own log, and it opens nothing there', async () => {
    const { one, other, url } = ground;
    const { personId } = other.mentor;
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Mine');
    const created = await createInvitation({ random: systemRandom });
    const claim = { logId: one.organisation.logId, personId, device };
    const invitation = await proveInvitation(created.key, claim);
    const { invitationId, publicKey } = created;
    const expiresAtMs = systemClock.nowMs() + 60_000;
    const invite = { invitationId, publicKey, personId, purpose: 'join', expiresAtMs } as const;
    const sign = one.organisation.sign.bind(one.organisation);
    for (const entry of [
      await sign(attacker.key, 'add-member', { personId, roles: ['orgHead'] }),
      await sign(attacker.key, 'invite', invite),
      await sign(key, 'add-device', { personId, device, invitation }),
    ]) {
      expect(await answersTo({ type: 'submit', entry })).toContainEqual(
        expect.objectContaining({ type: 'sequenced' }),
      );
    }
    const double = await connectDevice(url, key);
    double.send({ type: 'sync', ...me, documentId: other.programme, data: new Uint8Array() });
    await double.frame('doc-unavailable');
    double.send({ type: 'log', logId: otherLog(), fromSeq: 0 });
    await double.frame('refused', ({ code }) => code === 'log-unknown');
    double.close();
  });

  it('before sign-in: another’s key, and one’s own invitation into the other log', async () => {
    const { one, other, url, store } = ground;
    const socket = new RawSocket(url);
    await socket.frame('challenge');
    const { kid, alg } = other.mentor.key.signer;
    const sig = base64url.encode(systemRandom.bytes(64));
    socket.send({ type: 'auth', protocol: 1, kid, alg, sig, clientTimeMs: 1 });
    expect((await socket.closed()).reason).toBe('sign-in-refused');
    const before = entriesOf(otherLog()).length;
    const guest = new RawSocket(url);
    const { relayId, nonce } = await guest.frame('challenge');
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Mine');
    const { personId } = other.mentor;
    const claim = { logId: otherLog(), personId, device };
    const { invitationId } = one;
    const invitation = await proveInvitation(one.invitation, claim);
    const body = { personId, device, invitation };
    const entry = await other.organisation.sign(key, 'add-device', body);
    const origin = new URL(url).host;
    const said = {
      protocol: 1,
      relayId,
      nonce,
      origin,
      invitationId,
      kid: key.signer.kid,
    } as const;
    const bytes = acceptanceBytes(said);
    guest.send({
      type: 'accept-invitation',
      protocol: 1,
      entry,
      invitationId,
      invitationSig: base64url.encode(await one.invitation.sign(bytes)),
      deviceSig: base64url.encode(await key.signer.sign(bytes)),
      clientTimeMs: 1,
    });
    expect((await guest.frame('refused')).code).toBe('invitation-unknown');
    expect(entriesOf(otherLog()).length).toBe(before);
    guest.close();
    await expect
      .poll(() => store.audit(1, 100_000).map(({ event }) => event))
      .toEqual(expect.arrayContaining(['sign-in-refused', 'invitation-refused']));
  });

  it('each attempt is in the audit trail, and the trail holds', async () => {
    await ground.relay.close();
    expect(sent).toBeGreaterThan(40);
    expect(attempts()).toBe(sent);
    expect(createAuditTrail(ground.store).verify()).toMatchObject({ ok: true });
  });
});
