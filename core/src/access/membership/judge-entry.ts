import { contentHash, fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import { verifyDeviceProof } from '../invitations/device-proof.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import { authorOf, type Author } from './authority/author.ts';
import { checkReferences } from './authority/check-references.ts';
import { mayAuthor } from './authority/may-author.ts';
import {
  isEntryType,
  parseBody,
  signedEntrySchema,
  type InnerEntry,
  type SignedEntry,
  type TypedBody,
} from './entry.ts';
import type { MembershipState } from './membership-state.ts';

declare const judgedMark: unique symbol;

/** An entry whose signature, form and right were found good against one state. */
export interface JudgedEntry {
  readonly inner: InnerEntry;
  readonly sig: string;
  readonly typed: TypedBody;
  readonly author: Author;
  readonly [judgedMark]: true;
}

/** The author's signature over the inner entry. */
export function verifyInner(
  key: PublicKeyRecord,
  inner: InnerEntry,
  sig: string,
): Promise<boolean> {
  return verifySignatureText(key, signingBytes('nastavnik/membership-entry/1', inner), sig);
}

function parseTyped(inner: InnerEntry, body: unknown): Result<TypedBody, Refusal> {
  if (!isEntryType(inner.type)) return fail({ code: 'log-newer-version' });
  const typed = parseBody(inner.type, body);
  if (!typed.ok) return typed;
  if (contentHash(typed.value.body) !== inner.bodyHash) return fail({ code: 'entry-invalid' });
  return typed;
}

function checkPlace(state: MembershipState | undefined, inner: InnerEntry): Refusal | undefined {
  if (state === undefined) {
    if (inner.type !== 'found') return { code: 'log-unknown' };
    return inner.basedOnSeq === -1 ? undefined : { code: 'entry-invalid' };
  }
  if (inner.logId !== state.logId) return { code: 'log-unknown' };
  if (inner.type === 'found' || inner.basedOnSeq > state.seq) return { code: 'entry-invalid' };
  return state.entryIds.has(inner.entryId) ? { code: 'entry-invalid' } : undefined;
}

/**
 * Judges one entry against the state before it: form, signature, references, the author's right.
 * `state` is absent for `found`. The sequencer hands in its own time, so that an expired invitation
 * is refused whatever the device's clock says; replicas judge by the entry's time alone.
 */
export async function judgeEntry(
  state: MembershipState | undefined,
  entry: SignedEntry,
  nowMs?: number,
): Promise<Result<JudgedEntry, Refusal>> {
  if (state?.readOnly === true) return fail({ code: 'log-newer-version' });
  return judgeAgainst(state, entry, nowMs);
}

/** The same for a replica, which goes on reading a log of a newer version. */
export async function judgeAgainst(
  state: MembershipState | undefined,
  entry: unknown,
  nowMs?: number,
): Promise<Result<JudgedEntry, Refusal>> {
  const parsed = signedEntrySchema.safeParse(entry);
  if (!parsed.success) return fail({ code: 'entry-invalid' });
  const { inner, sig, body } = parsed.data;
  const misplaced = checkPlace(state, inner);
  if (misplaced) return fail(misplaced);
  const typed = parseTyped(inner, body);
  if (!typed.ok) return typed;
  const author = authorOf(state, inner, typed.value);
  if (!author.ok) return author;
  if (!(await verifyInner(author.value.key, inner, sig)))
    return fail({ code: 'signature-invalid' });
  if (state !== undefined) {
    const refusal =
      checkReferences(state, typed.value) ??
      mayAuthor(state, author.value, typed.value) ??
      (await verifyDeviceProof(state, inner, typed.value, nowMs));
    if (refusal) return fail(refusal);
  }
  return ok({ inner, sig, typed: typed.value, author: author.value } as JudgedEntry);
}
