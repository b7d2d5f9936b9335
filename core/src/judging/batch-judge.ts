import type { DocumentRecord } from '../access/index.ts';
import type { ChangeHash, KeyId, Refusal } from '../kernel/index.ts';
import type { PreflightedChange } from './chunk/preflight.ts';
import type { AcceptedChange } from './accepted-change.ts';
import { coveredHashes, judgeChange, type ChangeVerdict } from './judge-change.ts';
import { GateIndex } from './operations/gate-index.ts';
import type { AuthorStanding, Claim } from './author-standing.ts';

export type ChangesByHash = ReadonlyMap<ChangeHash, PreflightedChange>;

/** What the changes of one message came to. */
export interface MessageVerdict {
  readonly accepted: readonly AcceptedChange[];
  /** The first refusal; everything that stands on a refused change is refused with it. */
  readonly refusal?: Refusal;
  readonly refused: readonly ChangeHash[];
  /** Work of a revoked device, with what stands on it. */
  readonly late: readonly PreflightedChange[];
  readonly lateAuthor?: KeyId;
  /** Waiting for a dependency that has not come. */
  readonly waiting: readonly PreflightedChange[];
}

type Stopped = Map<ChangeHash, Exclude<ChangeVerdict, { verdict: 'accepted' }>>;

/** Judges the changes of several messages, one after another, on top of one document. */
export class BatchJudge {
  /** What the accepted changes add to the document's index. */
  readonly index: GateIndex;
  readonly #record: DocumentRecord;
  readonly #claims: readonly Claim[];
  readonly #isInDocument: (hash: ChangeHash) => boolean;
  readonly #accepted = new Map<ChangeHash, AcceptedChange>();

  constructor(
    record: DocumentRecord,
    claims: readonly Claim[],
    below: GateIndex,
    isInDocument: (hash: ChangeHash) => boolean,
  ) {
    this.#record = record;
    this.#claims = claims;
    this.#isInDocument = isInDocument;
    this.index = new GateIndex(below);
  }

  get accepted(): readonly AcceptedChange[] {
    return [...this.#accepted.values()];
  }

  has(hash: ChangeHash): boolean {
    return this.#accepted.has(hash) || this.#isInDocument(hash);
  }

  /** In the order of dependencies; a missing one is normal and never a refusal. */
  async judge(sender: AuthorStanding, changes: ChangesByHash): Promise<MessageVerdict> {
    const context = { record: this.#record, sender, claimFor: this.#claimFinder(changes) };
    const accepted: AcceptedChange[] = [];
    const stopped: Stopped = new Map();
    let waiting = [...changes.values()].filter(({ hash }) => !this.has(hash));
    for (let before = -1; before !== waiting.length;) {
      before = waiting.length;
      const still: PreflightedChange[] = [];
      for (const change of waiting) {
        const stop = change.deps.find((dep) => stopped.has(dep));
        if (stop === undefined && !change.deps.every((dep) => this.has(dep))) {
          still.push(change);
          continue;
        }
        const inherited = stop && stopped.get(stop);
        const verdict = inherited ?? (await judgeChange(change, context, this.index));
        if (verdict.verdict === 'accepted') accepted.push(this.#take(change, verdict));
        else stopped.set(change.hash, verdict);
      }
      waiting = still;
    }
    return { accepted, waiting, ...summarise(stopped, changes) };
  }

  #claimFinder(changes: ChangesByHash) {
    const covered = this.#claims.map((claim) => ({ claim, hashes: coveredHashes(claim, changes) }));
    return ({ hash }: PreflightedChange, author: KeyId): Claim | undefined =>
      covered.find(({ claim, hashes }) => claim.author.kid === author && hashes.has(hash))?.claim;
  }

  #take(
    { hash, bytes, actor, seq }: PreflightedChange,
    { author, layer }: Extract<ChangeVerdict, { verdict: 'accepted' }>,
  ): AcceptedChange {
    const taken = { hash, bytes, actor, seq, ...(author && { author }) };
    this.#accepted.set(hash, taken);
    this.index.absorb(layer);
    return taken;
  }
}

function summarise(
  stopped: Stopped,
  changes: ChangesByHash,
): Pick<MessageVerdict, 'refusal' | 'refused' | 'late' | 'lateAuthor'> {
  const refused: ChangeHash[] = [];
  const late: PreflightedChange[] = [];
  let refusal: Refusal | undefined;
  let lateAuthor: KeyId | undefined;
  for (const [hash, verdict] of stopped) {
    refused.push(hash);
    if (verdict.verdict === 'refused') {
      refusal ??= verdict.refusal;
      continue;
    }
    refusal ??= { code: 'authored-before-revocation' };
    lateAuthor ??= verdict.kid;
    const change = changes.get(hash);
    if (change) late.push(change);
  }
  return { refused, late, ...(refusal && { refusal }), ...(lateAuthor && { lateAuthor }) };
}
