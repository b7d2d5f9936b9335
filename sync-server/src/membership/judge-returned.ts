import {
  appendEntry,
  sequencedEntrySchema,
  signingBytes,
  verifySignatureText,
  type MembershipState,
  type SequencedEntry,
} from '@nastavnik/core/access';
import { contentHash, fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';

/** What one entry that a device hands back is to this relay. */
export type ReturnedEntry =
  | 'held'
  /** The device had no right to the body; with it the entry would be lost here for everyone. */
  | 'without-body'
  | { readonly entry: SequencedEntry; readonly next: MembershipState };

/**
 * Judges one sequenced entry as a replica would: it must follow what is here and carry the
 * sequencer's signature. `log-forked` only where that signature stands under another history;
 * anything without it is `signature-invalid` and proves nothing.
 */
export async function judgeReturned(
  state: MembershipState,
  given: unknown,
  entryAt: (seq: number) => SequencedEntry | undefined,
): Promise<Result<ReturnedEntry, Refusal>> {
  const parsed = sequencedEntrySchema.safeParse(given);
  if (!parsed.success || parsed.data.envelope.logId !== state.logId) {
    return fail({ code: 'entry-invalid' });
  }
  const entry = parsed.data;
  const { seq } = entry.envelope;
  if (seq > state.seq + 1) return fail({ code: 'entry-invalid' });
  if (seq <= state.seq) {
    const held = entryAt(seq);
    const isSame = held && contentHash(held.envelope) === contentHash(entry.envelope);
    return isSame === true ? ok('held') : fail(await whyOther(state, entry));
  }
  if (entry.body === undefined) return ok('without-body');
  const next = await appendEntry(state, entry);
  if (!next.ok) {
    return fail(next.error.code === 'log-forked' ? await whyOther(state, entry) : next.error);
  }
  const { gaps, readOnly } = next.value;
  const isWhole = !gaps.members && !gaps.documents && readOnly === state.readOnly;
  return ok(isWhole ? { entry, next: next.value } : 'without-body');
}

/** A fork when the key that places entries here placed this one too. */
async function whyOther(
  { sequencer }: MembershipState,
  { envelope, envelopeSig }: SequencedEntry,
): Promise<Refusal> {
  const bytes = signingBytes('nastavnik/membership-envelope/1', envelope);
  const isOurs = await verifySignatureText(sequencer, bytes, envelopeSig);
  return { code: isOurs ? 'log-forked' : 'signature-invalid' };
}

/** For the audit trail; −1 for what is no entry at all. */
export function seqOf(given: unknown): number {
  const { envelope } = (given ?? {}) as { envelope?: { seq?: unknown } };
  return typeof envelope?.seq === 'number' ? envelope.seq : -1;
}
