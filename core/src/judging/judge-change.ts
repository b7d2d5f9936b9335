import { decide, type DocumentRecord, type ResolvedOperation } from '../access/index.ts';
import { checkOperationValue, fixedChanges, reservedActors } from '../documents/index.ts';
import type { ChangeHash, KeyId, Refusal } from '../kernel/index.ts';
import type { PreflightedChange } from './chunk/preflight.ts';
import { checkRecords } from './check-records.ts';
import { decodeChange } from './operations/decode-change.ts';
import { GateIndex } from './operations/gate-index.ts';
import type { AuthorStanding, Claim } from './author-standing.ts';
import { resolveOperations } from './operations/resolve-operations.ts';

/** Against what one change is judged. */
export interface JudgingContext {
  readonly record: DocumentRecord;
  /** The device whose connection brought the change. */
  readonly sender: AuthorStanding;
  readonly claimFor: (change: PreflightedChange, author: KeyId) => Claim | undefined;
}

export type ChangeVerdict =
  | {
      readonly verdict: 'accepted';
      readonly author?: KeyId;
      readonly operations: readonly ResolvedOperation[];
      readonly layer: GateIndex;
    }
  /** The work of a revoked device: for the curator's quarantine. */
  | { readonly verdict: 'late'; readonly kid: KeyId }
  | { readonly verdict: 'refused'; readonly refusal: Refusal };

const refuse = (code: Refusal['code']): ChangeVerdict => ({
  verdict: 'refused',
  refusal: { code },
});

const actorPattern = /^[0-9a-f]{32}$/;

/** Gate step 6 for one change: whose it is, what it does, and whether that person may. */
export async function judgeChange(
  change: PreflightedChange,
  context: JudgingContext,
  index: GateIndex,
): Promise<ChangeVerdict> {
  const { kind } = context.record;
  const isFixed = fixedChanges(kind).some(({ hash }) => hash === change.hash);
  if (!isFixed && reservedActors.has(change.actor)) return refuse('actor-reserved');
  const identity: Identity = isFixed ? {} : identify(change, context, index);
  if (identity.refusal) return { verdict: 'refused', refusal: identity.refusal };
  const layer = new GateIndex(index);
  const decoded = decodeChange(change.bytes);
  if (decoded === undefined) return refuse('change-malformed');
  const operations = resolveOperations(decoded, layer);
  if (operations === undefined) return refuse('change-unresolvable');
  const { author } = identity;
  const lastOperation = change.startOp + operations.length - 1;
  layer.setActor(change.actor, { seq: change.seq, lastOperation, ...(author && { author }) });
  if (author === undefined) return { verdict: 'accepted', operations, layer };
  const standing = standingOf(author, change, context);
  if (standing === undefined) return refuse('author-forged');
  if (standing.isLate) return { verdict: 'late', kid: author };
  const refusal =
    judgeOperations(operations, standing, context.record) ??
    (await checkRecords(kind, operations, standing.author, standing.isReceipted));
  if (refusal) return { verdict: 'refused', refusal };
  return { verdict: 'accepted', author, operations, layer };
}

/** Neither: a fixed change, which nobody authored. */
interface Identity {
  readonly author?: KeyId;
  readonly refusal?: Refusal;
}

/** Binds the change to an author by its actor: an actor belongs to one author for ever. */
function identify(change: PreflightedChange, context: JudgingContext, index: GateIndex): Identity {
  const { actor, seq, startOp } = change;
  if (!actorPattern.test(actor)) return { refusal: { code: 'change-malformed' } };
  const known = index.actor(actor);
  const author = (known?.author ?? change.author) as KeyId | undefined;
  if (author === undefined) return { refusal: { code: 'author-missing' } };
  if (known && change.author !== undefined && change.author !== author) {
    return { refusal: { code: 'actor-taken' } };
  }
  const isOwn = author === context.sender.kid || context.claimFor(change, author) !== undefined;
  if (!isOwn) return { refusal: { code: known ? 'actor-taken' : 'author-forged' } };
  if (known && seq <= known.seq) return { refusal: { code: 'actor-taken' } };
  const isNext = seq === (known?.seq ?? 0) + 1;
  const isInOrder = startOp > (known?.lastOperation ?? 0) && startOp <= index.lastOperation + 1;
  return isNext && isInOrder ? { author } : { refusal: { code: 'change-malformed' } };
}

interface Standing {
  readonly author: AuthorStanding;
  /** Taken once already, by the receipt: rights are not asked again. */
  readonly isReceipted: boolean;
  readonly isLate: boolean;
}

function standingOf(
  kid: KeyId,
  change: PreflightedChange,
  context: JudgingContext,
): Standing | undefined {
  const { sender } = context;
  if (kid === sender.kid) return { author: sender, isReceipted: false, isLate: sender.isRevoked };
  const claim = context.claimFor(change, kid);
  if (claim === undefined) return undefined;
  const { author, hasReceipt } = claim;
  return { author, isReceipted: hasReceipt, isLate: author.isRevoked && !hasReceipt };
}

function judgeOperations(
  operations: readonly ResolvedOperation[],
  { author, isReceipted }: Standing,
  document: DocumentRecord,
): Refusal | undefined {
  if (!isReceipted) {
    const { principal } = author;
    if (principal === undefined) return { code: 'author-forged' };
    const decision = decide({ principal, document, operation: 'write', operations });
    if (!decision.allow) return { code: decision.code };
  }
  for (const operation of operations) {
    const checked = checkOperationValue(document.kind, operation);
    if (!checked.ok) return checked.error;
  }
  return undefined;
}

/** Same-author ancestors of claimed hashes, among changes that came together. */
export function coveredHashes(
  claim: Claim,
  changes: ReadonlyMap<ChangeHash, PreflightedChange>,
): ReadonlySet<ChangeHash> {
  const covered = new Set<ChangeHash>();
  const waiting = [...claim.hashes];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (covered.has(hash)) continue;
    covered.add(hash);
    waiting.push(...(changes.get(hash)?.deps ?? []));
  }
  return covered;
}
