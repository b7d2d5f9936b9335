import {
  appendEntries,
  createDeviceKey,
  createEntry,
  deviceRecordOf,
  invitationFromCode,
  proveInvitation,
  verifyInvitationPin,
  type DeviceKey,
  type InvitationKey,
  type IssuedInvitation,
  type MembershipState,
} from '@nastavnik/core/access';
import { createId, fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import { openPersonDatabase } from '../../storage/person-database.ts';
import type { Environment } from '../environment.ts';
import { readOffer, type HandAcceptance, type HandOffer } from './hand-files.ts';

export interface HandJoining {
  /** The founder's file. */
  readonly offer: string;
  /** Told apart from the file, so that the file alone lets nobody in. */
  readonly code: string;
  readonly label: string;
  readonly deviceLabel: string;
}

export interface JoinedByHand {
  readonly profileId: string;
  /** To be given back to the founder. */
  readonly acceptance: string;
}

interface Offered {
  readonly state: MembershipState;
  readonly issued: IssuedInvitation;
}

/** The log in the file, if it is the one that who holds the code was invited to. */
async function offeredBy(offer: HandOffer, code: InvitationKey): Promise<Result<Offered, Refusal>> {
  const { state, error } = await appendEntries(undefined, offer.entries);
  if (error || state === undefined) return fail(error ?? { code: 'file-malformed' });
  const issued = state.invitations.get(code.invitationId);
  if (issued === undefined) return fail({ code: 'invitation-unknown' });
  if (issued.usedAtSeq !== undefined) return fail({ code: 'invitation-used' });
  const { pin, personId } = issued;
  const isPinned = pin !== undefined && (await verifyInvitationPin(code, pin, personId));
  const { foundHash, sequencer, logId } = state;
  const isSame =
    pin?.logId === logId && pin.foundHash === foundHash && pin.sequencerKid === sequencer.kid;
  return isPinned && isSame ? ok({ state, issued }) : fail({ code: 'log-other' });
}

async function accept(
  { random, clock }: Environment,
  { state, issued }: Offered,
  { code, device, label }: { code: InvitationKey; device: DeviceKey; label: string },
): Promise<HandAcceptance> {
  const { logId } = state;
  const { personId } = issued;
  const record = deviceRecordOf(device, label);
  const invitation = await proveInvitation(code, { logId, personId, device: record });
  const entry = await createEntry({
    signer: device.signer,
    logId,
    type: 'add-device',
    body: { personId, device: record, invitation },
    basedOnSeq: state.seq,
    clock,
    random,
  });
  return { kind: 'nastavnik/acceptance', v: 1, entry };
}

/** Joins two people's log by a file and a code: a new key, a new database, an entry to give back. */
export async function joinByHand(
  environment: Environment,
  { offer: text, code: typed, label, deviceLabel }: HandJoining,
): Promise<Result<JoinedByHand, Refusal>> {
  const offer = readOffer(text);
  if (!offer.ok) return offer;
  const code = await invitationFromCode(typed);
  if (!code.ok) return code;
  const offered = await offeredBy(offer.value, code.value);
  if (!offered.ok) return offered;
  const { state, issued } = offered.value;
  const device = await createDeviceKey();
  const keys = { code: code.value, device, label: deviceLabel };
  const acceptance = await accept(environment, offered.value, keys);
  const { entry } = acceptance;
  const { entryId } = entry.inner;
  const profileId = createId(environment.random);
  const { logId, foundHash } = state;
  const { personId } = issued;
  const createdAtMs = environment.clock.nowMs();
  const profile = { label, personId, createdAtMs, pinned: { logId, foundHash } };
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  const stores = ['keys', 'profile', 'logs', 'entries', 'submissions'] as const;
  const tx = db.transaction(stores, 'readwrite', { durability: 'strict' });
  await Promise.all([
    tx.objectStore('keys').put(device.stored(), 'device'),
    tx.objectStore('profile').put(profile, 'profile'),
    tx.objectStore('logs').put({ logId, state }),
    // Kept until it is in the log, so that the answer can be given once more.
    tx.objectStore('submissions').put({ entryId, logId, entry, atMs: entry.inner.atMs }),
    ...offer.value.entries.map((entry) =>
      tx.objectStore('entries').put(entry, [logId, entry.envelope.seq]),
    ),
    tx.done,
  ]);
  db.close();
  return ok({ profileId, acceptance: JSON.stringify(acceptance) });
}
