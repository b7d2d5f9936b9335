import {
  createEntry,
  createInvitation,
  invitationLink,
  judgeEntry,
  pinInvitation,
  type DeviceKey,
  type EntryBodies,
  type EntryType,
  type SignedEntry,
} from '@nastavnik/core/access';
import {
  fail,
  ok,
  type Clock,
  type LogId,
  type RandomSource,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { CreatedInvitation, InvitationOffer } from '../replica.ts';
import { storageFailure } from '../storage/storage-failure.ts';
import type { MembershipBook } from './membership-book.ts';

export interface OwnEntrySources {
  readonly book: MembershipBook;
  readonly device: DeviceKey;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/**
 * Signs an entry and queues it. It is judged here first, so that what cannot succeed is refused at
 * once; but not while others are queued, since it may rest on them.
 */
export async function submitEntry<Type extends EntryType>(
  { book, device, clock, random }: OwnEntrySources,
  logId: LogId,
  type: Type,
  body: EntryBodies[Type],
): Promise<Result<SignedEntry, Refusal>> {
  const broken = book.broken.peek().get(logId);
  if (broken) return fail(broken);
  const state = book.states.peek().get(logId);
  if (state === undefined) return fail({ code: 'log-unknown' });
  const basedOnSeq = state.seq;
  const { signer } = device;
  const entry = await createEntry({ signer, logId, type, body, basedOnSeq, clock, random });
  if (book.queued().every((row) => row.logId !== logId)) {
    const judged = await judgeEntry(state, entry);
    if (!judged.ok) return judged;
  }
  try {
    await book.queue(entry);
  } catch (cause) {
    return fail(storageFailure(cause));
  }
  return ok(entry);
}

/** Announces an invitation and gives its code, which exists nowhere else. */
export async function inviteBy(
  sources: OwnEntrySources,
  offer: InvitationOffer,
  relayUrl: string | undefined,
): Promise<Result<CreatedInvitation, Refusal>> {
  const { random, book } = sources;
  const { logId, personId, purpose, expiresAtMs, form = 'link' } = offer;
  const state = book.states.peek().get(logId);
  if (state === undefined) return fail({ code: 'log-unknown' });
  const { code, key, invitationId, publicKey } = await createInvitation({ random, form });
  const pinned = { logId, foundHash: state.foundHash, sequencerKid: state.sequencer.kid };
  const pin = await pinInvitation(key, pinned, personId);
  const body = { invitationId, publicKey, personId, purpose, expiresAtMs, pin };
  const submitted = await submitEntry(sources, logId, 'invite', body);
  if (!submitted.ok) return submitted;
  const link = relayUrl && invitationLink(relayUrl.replace(/^ws/, 'http'), code);
  return ok({ code, ...(link && { link }) });
}
