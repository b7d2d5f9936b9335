import {
  acceptanceBytes,
  createDeviceKey,
  createClientNonce,
  createEntry,
  deviceRecordOf,
  invitationFromCode,
  parseInvitation,
  proveInvitation,
  type DeviceKey,
  type InvitationPin,
  type InvitationKey,
} from '@nastavnik/core/access';
import {
  base64url,
  createId,
  fail,
  ok,
  type ErrorCode,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import { dialRelay, type RelayTalk } from '../../network/dial-relay.ts';
import { originOf, proveRelay } from '../../network/sign-in.ts';
import { openPersonDatabase } from '../../storage/person-database.ts';
import type { Environment } from '../environment.ts';
import { checkPin } from './check-pin.ts';
import { finishJoining, joiningLock, keepProfile } from './finish-joining.ts';
import { wipeProfile } from '../profiles.ts';

export interface JoinRequest {
  /** A pasted link, or a code as it was read out. */
  readonly codeOrLink: string;
  /** Websocket address; needed where only a code was given. */
  readonly relayUrl?: string;
  /** How this person is called on this computer; never leaves it. */
  readonly label: string;
  /** How the device is called in the list of devices; never a person's name. */
  readonly deviceLabel: string;
}

/** Ways to end that leave open whether the relay took the acceptance. */
const unheard: ReadonlySet<string> = new Set<ErrorCode>([
  'relay-unreachable',
  'relay-draining',
  'internal',
]);

interface Joining {
  readonly environment: Environment;
  readonly talk: RelayTalk;
  readonly relayUrl: string;
  readonly invitation: InvitationKey;
  readonly device: DeviceKey;
  readonly challenge: ServerFrameOf<'challenge'>;
  readonly clientNonce: string;
}

interface Offered {
  readonly info: ServerFrameOf<'invitation-info'>;
  readonly pin: InvitationPin;
}

/**
 * Accepts an invitation: a new key, a new database, and an `add-device` entry that the code and
 * the key both sign. All that the profile needs is stored before the relay hears of it, so that
 * a joining that breaks off is finished later. Gives the profile's id.
 */
export async function joinByInvitation(
  environment: Environment,
  request: JoinRequest,
): Promise<Result<string, Refusal>> {
  const parsed = parseInvitation(request.codeOrLink);
  if (!parsed.ok) return parsed;
  const invitation = await invitationFromCode(parsed.value.code);
  if (!invitation.ok) return invitation;
  const relayUrl = parsed.value.relayUrl ?? request.relayUrl;
  if (relayUrl === undefined) return fail({ code: 'relay-unreachable' });
  const talk = dialRelay(environment.openSocket(relayUrl));
  try {
    const challenge = await talk.expect('challenge');
    if (!challenge.ok) return challenge;
    const device = await createDeviceKey();
    return await join(request, {
      environment,
      talk,
      relayUrl,
      invitation: invitation.value,
      device,
      challenge: challenge.value,
      clientNonce: createClientNonce(environment.random),
    });
  } finally {
    talk.close();
  }
}

async function join(request: JoinRequest, joining: Joining): Promise<Result<string, Refusal>> {
  const { environment, talk, invitation } = joining;
  talk.send({ type: 'invitation', invitationId: invitation.invitationId });
  const info = await talk.expect('invitation-info');
  if (!info.ok) return info;
  const { relayId } = joining.challenge;
  const pinned = await checkPin(invitation, info.value, relayId);
  if (!pinned.ok) return pinned;
  const profileId = createId(environment.random);
  let outcome: Result<string, Refusal> = fail({ code: 'internal' });
  await environment.holdLock(joiningLock(profileId), new AbortController().signal, async () => {
    outcome = await accept(profileId, request, joining, { info: info.value, pin: pinned.value });
  });
  return outcome;
}

async function accept(
  profileId: string,
  { label, deviceLabel }: JoinRequest,
  joining: Joining,
  { info, pin }: Offered,
): Promise<Result<string, Refusal>> {
  const { environment, talk, relayUrl, device, challenge, clientNonce } = joining;
  const { personId } = info;
  const createdAtMs = environment.clock.nowMs();
  const { logId, foundHash } = pin;
  const pinned = { logId, foundHash };
  const row = { label, personId, relayUrl, createdAtMs, relayKid: challenge.relayId, pinned };
  const db = await openPersonDatabase(profileId, { onClosed: () => undefined });
  try {
    const tx = db.transaction(['keys', 'profile'], 'readwrite', { durability: 'strict' });
    await Promise.all([
      tx.objectStore('keys').put(device.stored(), 'device'),
      tx.objectStore('profile').put(row, 'joining'),
      tx.done,
    ]);
    talk.send(await acceptance(joining, info, deviceLabel));
    const heard = await talk.expect('welcome');
    const answered = { challenge, origin: originOf(relayUrl) };
    const welcome = heard.ok ? await proveRelay(answered, clientNonce, heard.value) : heard;
    if (welcome.ok) {
      await keepProfile(db);
      return ok(profileId);
    }
    talk.close();
    const { code } = welcome.error;
    if (unheard.has(code)) {
      const finished = await finishJoining(environment, profileId);
      return finished.ok ? ok(profileId) : welcome;
    }
    db.close();
    await wipeProfile(profileId);
    return welcome;
  } finally {
    db.close();
  }
}

async function acceptance(
  { environment, relayUrl, invitation, device, challenge, clientNonce }: Joining,
  { logId, logSeq, personId }: ServerFrameOf<'invitation-info'>,
  deviceLabel: string,
) {
  const { signer } = device;
  const record = deviceRecordOf(device, deviceLabel);
  const proof = await proveInvitation(invitation, { logId, personId, device: record });
  const entry = await createEntry({
    signer,
    logId,
    type: 'add-device',
    body: { personId, device: record, invitation: proof },
    basedOnSeq: logSeq,
    // The relay's time: a device whose clock is years off can still join.
    clock: { nowMs: () => challenge.serverTimeMs },
    random: environment.random,
  });
  const bytes = acceptanceBytes({
    protocol: 1,
    relayId: challenge.relayId,
    nonce: challenge.nonce,
    origin: originOf(relayUrl),
    invitationId: invitation.invitationId,
    kid: signer.kid,
  });
  return {
    type: 'accept-invitation' as const,
    protocol: 1 as const,
    entry,
    invitationId: invitation.invitationId,
    invitationSig: base64url.encode(await invitation.sign(bytes)),
    deviceSig: base64url.encode(await signer.sign(bytes)),
    clientTimeMs: environment.clock.nowMs(),
    clientNonce,
  };
}
