import * as A from '@automerge/automerge/slim';
import { decode, encode } from 'cborg';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createDeviceKey,
  principalOf,
  publicKeyOf,
  signAttestation,
  type DeviceKey,
} from '../access/index.ts';
import { startDocument } from '../documents/index.ts';
import {
  createDocumentId,
  type ChangeHash,
  type DocumentId,
  type KeyId,
  type PersonId,
} from '../kernel/index.ts';
import { GateIndex, type AuthorStanding, type Inflate } from '../judging/index.ts';
import {
  changeAs,
  commandContext,
  initializeAutomergeForTests,
  SampleLog,
  seededRandom,
} from '../testing/index.ts';
import { programmeCommands } from '../documents/pairs/programme/commands.ts';
import { bundleLimits, type BundleBody } from './bundle-format.ts';
import { checkOrigin, judgeDocument, readBundle, writeBundle } from './index.ts';

/** Changes of these tests are below the size from which Automerge deflates. */
const inflate: Inflate = () => {
  throw new RangeError('not deflated');
};

let log: SampleLog;
let mentor: { personId: PersonId; key: DeviceKey };
let stranger: DeviceKey;
let documentId: DocumentId;
let changes: Uint8Array[];
let body: BundleBody;
let good: Uint8Array;

const hashOf = (bytes: Uint8Array): ChangeHash => A.decodeChange(bytes).hash as ChangeHash;

function addTask(doc: A.Doc<unknown>, author: KeyId, text: string): A.Doc<unknown> {
  const mine = A.clone(doc as A.Doc<Record<string, unknown>>, { author });
  return A.change(mine, (draft) => {
    programmeCommands.tasks.add(
      draft,
      { text },
      { ...commandContext(1), personId: mentor.personId },
    );
  });
}

async function claimOf(key: DeviceKey, ...hashes: ChangeHash[]) {
  const sig = await signAttestation(key.signer, { documentId, hashes });
  return { author: key.signer.kid, hashes, sig };
}

beforeAll(async () => {
  await initializeAutomergeForTests();
  log = await SampleLog.found(7);
  mentor = await log.addMember('mentor');
  const mentee = await log.addMember('mentee');
  const curator = await log.addMember('curator');
  stranger = await createDeviceKey();
  documentId = createDocumentId(seededRandom(9));
  await log.write(curator.key, 'create-document', {
    documentId,
    kind: 'programme',
    audience: [
      { personId: mentor.personId, part: 'mentor' },
      { personId: mentee.personId, part: 'mentee' },
    ],
    subjects: [mentor.personId, mentee.personId],
  });
  const doc = addTask(startDocument('programme'), mentor.key.signer.kid, 'Урок');
  changes = A.getAllChanges(doc);
  body = {
    createdAtMs: log.clock.nowMs(),
    scope: 'pair',
    logId: log.logId,
    entries: log.entries,
    documents: [
      {
        documentId,
        kind: 'programme',
        changes,
        claims: [await claimOf(mentor.key, A.getHeads(doc)[0] as ChangeHash)],
      },
    ],
  };
  good = await writeBundle(body, mentor.key.signer);
});

const standing = (kid: KeyId): AuthorStanding => {
  const principal = principalOf(kid, [log.state]);
  const device = log.state.devices.get(kid);
  return {
    kid,
    isRevoked: device !== undefined && principal === undefined,
    ...(principal && { principal }),
    ...(device && { publicKey: { kid, alg: device.alg, publicKey: device.publicKey } }),
  };
};

async function judged(documents: BundleBody['documents'], by = mentor.key) {
  const read = await readBundle(await writeBundle({ ...body, documents }, by.signer), inflate);
  const [document] = read.ok ? read.value.documents : [];
  const record = log.state.documents.get(document?.documentId ?? documentId)?.record;
  if (document === undefined || record === undefined) throw new TypeError('nothing to judge');
  return judgeDocument(document, {
    record,
    index: new GateIndex(),
    isHere: () => false,
    standing,
  });
}

describe('files of changes', () => {
  it('[O10] come back as they were written, and are judged as the wire is', async () => {
    const read = await readBundle(good, inflate);
    expect(read.ok && [...(read.value.documents[0]?.changes.keys() ?? [])]).toEqual(
      changes.map(hashOf),
    );
    expect(read.ok && read.value.creator).toEqual(publicKeyOf(mentor.key.signer));
    const verdict = await judged(body.documents);
    expect(verdict.refusal).toBeUndefined();
    expect(verdict.accepted.map(({ hash }) => hash)).toEqual(changes.map(hashOf));
  });

  it('[O10] are refused whole when any bit is changed or the end is missing', async () => {
    const random = seededRandom(11);
    for (let round = 0; round < 200; round += 1) {
      const [a = 0, b = 0, bit = 0] = random.bytes(3);
      const bytes = good.slice();
      const place = ((a << 8) | b) % bytes.length;
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (bit % 8));
      expect((await readBundle(bytes, inflate)).ok).toBe(false);
      expect((await readBundle(good.subarray(0, place), inflate)).ok).toBe(false);
    }
    expect((await readBundle(random.bytes(5_000), inflate)).ok).toBe(false);
    expect((await readBundle(new Uint8Array(), inflate)).ok).toBe(false);
    const trailing = new Uint8Array([...good, 0]);
    expect(await readBundle(trailing, inflate)).toMatchObject({
      error: { code: 'bundle-malformed' },
    });
  });

  it('[O10] are refused with the reason: newer, too large, signed by another, chunks not whole', async () => {
    const file = decode(good) as Record<string, unknown>;
    const codeOf = async (bytes: Uint8Array) => {
      const read = await readBundle(bytes, inflate);
      return read.ok ? undefined : read.error.code;
    };
    expect(await codeOf(encode({ ...file, v: 2, more: 'field' }))).toBe('bundle-newer-version');
    expect(await codeOf(encode({ ...file, creator: publicKeyOf(stranger.signer) }))).toBe(
      'signature-invalid',
    );
    expect(await codeOf(encode({ ...file, more: 1 }))).toBe('bundle-malformed');
    expect(await codeOf(new Uint8Array(bundleLimits.maxBytes + 1))).toBe('bundle-too-large');
    const withChanges = (list: Uint8Array[]) =>
      writeBundle(
        { ...body, documents: [{ documentId, kind: 'programme', changes: list, claims: [] }] },
        mentor.key.signer,
      );
    expect(await codeOf(await withChanges(changes.slice(1)))).toBe('bundle-malformed');
    expect(await codeOf(await withChanges([...changes, ...changes]))).toBe('bundle-malformed');
    expect(await codeOf(await withChanges([Uint8Array.of(1, 2, 3)]))).toBe('change-malformed');
    const [document] = body.documents;
    if (document === undefined) throw new TypeError('no document');
    const twice = await writeBundle(
      { ...body, documents: [document, document] },
      mentor.key.signer,
    );
    expect(await codeOf(twice)).toBe('bundle-malformed');
  });

  it('[O10] must come from a log and a device that the reader knows, and may bring the log on', async () => {
    const known = new Map([[log.logId, log.state]]);
    const from = async (key: DeviceKey, entries: readonly unknown[] = log.entries, to = known) => {
      const creator = publicKeyOf(key.signer);
      const origin = await checkOrigin({ logId: log.logId, entries: [...entries], creator }, to);
      return origin.ok ? origin.value.newer.length : origin.error.code;
    };
    expect(await from(mentor.key)).toBe(0);
    expect(await from(log.sequencer)).toBe(0);
    expect(await from(stranger)).toBe('bundle-foreign');
    expect(await from(mentor.key, log.entries, new Map())).toBe('bundle-foreign');
    const other = await SampleLog.found(8);
    expect(await from(mentor.key, other.entries)).toBe('bundle-foreign');
    const damaged = [...log.entries, log.entries[0]];
    expect(await from(mentor.key, damaged)).toBe('log-forked');
    const old = new Map(known);
    const newcomer = await log.addMember('mentor');
    expect(await from(newcomer.key, log.entries, old)).toBe(3);
    await log.write(log.operator, 'revoke-device', { kid: newcomer.key.signer.kid });
    expect(await from(newcomer.key)).toBe('device-revoked');
  });

  it('[O10] carry nothing that its author did not sign for, nor into a sibling document', async () => {
    const forged = changeAs(
      startDocument('programme'),
      { author: mentor.key.signer.kid },
      (draft) =>
        programmeCommands.tasks.add(
          draft,
          { text: 'Не моё' },
          { ...commandContext(1), personId: mentor.personId },
        ),
    );
    const genesis = A.getAllChanges(startDocument('programme'));
    const carried = { documentId, kind: 'programme' as const, changes: [...genesis, forged] };
    expect((await judged([{ ...carried, claims: [] }])).refusal?.code).toBe('author-forged');
    const sibling = createDocumentId(seededRandom(10));
    const sig = await signAttestation(mentor.key.signer, {
      documentId: sibling,
      hashes: [hashOf(forged)],
    });
    const claims = [{ author: mentor.key.signer.kid, hashes: [hashOf(forged)], sig }];
    expect((await judged([{ ...carried, claims }])).refusal?.code).toBe('author-forged');
    const own = [await claimOf(mentor.key, hashOf(forged))];
    expect((await judged([{ ...carried, claims: own }])).refusal).toBeUndefined();
  });
});
