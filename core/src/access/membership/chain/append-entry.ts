import { z } from 'zod';
import { contentHash, fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import {
  envelopeSchema,
  innerEntrySchema,
  isEntryType,
  type Envelope,
  type SequencedEntry,
} from '../entry.ts';
import { judgeAgainst, type JudgedEntry } from '../judge-entry.ts';
import { draftOf, type MembershipDraft, type MembershipState } from '../membership-state.ts';
import { chainStart, maySequence, verifyEnvelope } from '../sequence-entry.ts';
import { applyBody } from './apply-body.ts';
import { foundState } from './found-state.ts';
import { checkOpaque, isExcusedByGap, noteGap } from './opaque-entry.ts';
import { wireEntrySchema, type WireEntry } from './wire-entry.ts';

function checkEnvelope(
  state: MembershipState | undefined,
  { envelope, inner }: WireEntry,
): Result<Envelope, Refusal> {
  const newer = z.looseObject({ v: z.number().int().min(2) }).safeParse(envelope);
  if (newer.success) return fail({ code: 'log-newer-version' });
  const parsed = envelopeSchema.safeParse(envelope);
  if (!parsed.success) return fail({ code: 'entry-invalid' });
  const { logId, seq, prevHash, innerHash } = parsed.data;
  if (state !== undefined && logId !== state.logId) return fail({ code: 'log-unknown' });
  const isNext = seq === (state?.seq ?? -1) + 1 && prevHash === (state?.headHash ?? chainStart);
  if (!isNext) return fail({ code: 'log-forked' });
  if (contentHash(inner) !== innerHash) return fail({ code: 'entry-invalid' });
  return ok(parsed.data);
}

type Reading = { readonly judged: JudgedEntry } | { readonly judged?: never };

async function readEntry(
  state: MembershipState | undefined,
  entry: WireEntry,
): Promise<Result<Reading, Refusal>> {
  const { inner, sig, body } = entry;
  const type = inner['type'];
  const isClear =
    inner.v === 1 && body !== undefined && typeof type === 'string' && isEntryType(type);
  if (!isClear) {
    if (state === undefined)
      return fail({ code: inner.v > 1 ? 'log-newer-version' : 'entry-invalid' });
    const refusal = await checkOpaque(state, entry);
    return refusal ? fail(refusal) : ok({});
  }
  const judged = await judgeAgainst(state, { inner, sig, body });
  if (judged.ok) return ok({ judged: judged.value });
  const parsed = innerEntrySchema.safeParse(inner);
  const isExcused =
    state !== undefined && parsed.success && isExcusedByGap(state, parsed.data, judged.error);
  return isExcused ? ok({}) : judged;
}

async function checkSequencer(
  state: MembershipState | undefined,
  { judged }: Reading,
  { envelopeSig }: WireEntry,
  envelope: Envelope,
): Promise<boolean> {
  const keys = state === undefined ? [] : [state.sequencer];
  if (judged?.typed.type === 'found' || judged?.typed.type === 'handover') {
    keys.push(judged.typed.body.sequencer);
  }
  for (const key of keys) {
    const isAllowed = judged === undefined || maySequence(state, judged.typed, key.kid);
    if (isAllowed && (await verifyEnvelope(key, envelope, envelopeSig))) return true;
  }
  return false;
}

/** One step of a batch: `draft` is changed only when the entry is good. */
async function appendTo(
  draft: MembershipDraft | undefined,
  sequenced: unknown,
): Promise<Result<MembershipDraft, Refusal>> {
  const parsed = wireEntrySchema.safeParse(sequenced);
  if (!parsed.success) return fail({ code: 'entry-invalid' });
  const entry = parsed.data;
  const envelope = checkEnvelope(draft, entry);
  if (!envelope.ok) return envelope;
  const reading = await readEntry(draft, entry);
  if (!reading.ok) return reading;
  const { judged } = reading.value;
  if (judged !== undefined && judged.inner.logId !== envelope.value.logId) {
    return fail({ code: 'entry-invalid' });
  }
  if (!(await checkSequencer(draft, reading.value, entry, envelope.value))) {
    return fail({ code: 'signature-invalid' });
  }
  const { seq, logId } = envelope.value;
  const next =
    draft ?? (judged?.typed.type === 'found' ? foundState(judged.typed.body, logId) : undefined);
  if (next === undefined) return fail({ code: 'log-unknown' });
  if (judged === undefined) noteGap(next, entry.inner);
  else applyBody(next, judged, seq);
  const inner = innerEntrySchema.safeParse(entry.inner);
  if (inner.success) next.entryIds.add(inner.data.entryId);
  next.seq = seq;
  next.headHash = contentHash(envelope.value);
  if (seq === 0) next.foundHash = next.headHash;
  return ok(next);
}

/** How far a batch came: the state after the last good entry, and why it stopped there. */
export interface AppendOutcome {
  readonly state: MembershipState | undefined;
  readonly appended: number;
  readonly error?: Refusal;
}

/** Appends entries in order and stops at the first that is not good. Never throws on input. */
export async function appendEntries(
  state: MembershipState | undefined,
  entries: readonly unknown[],
): Promise<AppendOutcome> {
  let draft = state && draftOf(state);
  let appended = 0;
  for (const entry of entries) {
    let step: Result<MembershipDraft, Refusal>;
    try {
      step = await appendTo(draft, entry);
    } catch {
      // Values that JSON does not have cannot be hashed; they come from a hostile peer only.
      step = fail({ code: 'entry-invalid' });
    }
    if (!step.ok) return { state: draft, appended, error: step.error };
    draft = step.value;
    appended += 1;
  }
  return { state: draft, appended };
}

/**
 * Appends one sequenced entry after checking the chain, both signatures and the author's right.
 * Refusals: `log-forked`, `signature-invalid`, `entry-invalid`, `entry-forbidden`, …
 */
export async function appendEntry(
  state: MembershipState | undefined,
  sequenced: SequencedEntry,
): Promise<Result<MembershipState, Refusal>> {
  const outcome = await appendEntries(state, [sequenced]);
  if (outcome.error) return fail(outcome.error);
  return outcome.state === undefined ? fail({ code: 'entry-invalid' }) : ok(outcome.state);
}
