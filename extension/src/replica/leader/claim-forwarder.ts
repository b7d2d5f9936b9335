import type { ChangeHash, DocumentId, KeyId } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { UploadedChange } from '../network/upload-changes.ts';
import { rangeOf } from '../storage/idb-storage-adapter.ts';
import type { ClaimRow, PersonDatabase } from '../storage/person-database.ts';

/**
 * Keeps what other devices claimed as their changes, with the relay's receipts, and sends it ahead
 * of those changes: a relay restored from a copy takes a colleague's changes on that alone. The
 * latest claim of an author is enough, since it covers all that its changes stand on.
 */
export class ClaimForwarder {
  readonly #db: PersonDatabase;
  readonly #kid: KeyId;
  readonly #send: (frame: ClientFrame) => boolean;

  constructor(db: PersonDatabase, kid: KeyId, send: (frame: ClientFrame) => boolean) {
    this.#db = db;
    this.#kid = kid;
    this.#send = send;
  }

  async keep(frame: ServerFrameOf<'attested'>): Promise<void> {
    const { documentId, author, hashes, sig, receipt } = frame;
    const row = { author, hashes, claimSig: sig, ...receipt };
    await this.#db.put('receipts', row, [documentId, author]);
  }

  /**
   * Sends the claims that these changes need and gives the changes that may follow. What another
   * device made and nothing vouches for is held back: the relay would have to refuse it as forged,
   * and this device would then take a colleague's work out of its own copy.
   */
  async forward(
    documentId: DocumentId,
    changes: readonly UploadedChange[],
  ): Promise<readonly UploadedChange[]> {
    const isOwn = ({ author }: UploadedChange): boolean =>
      author === undefined || author === this.#kid;
    if (changes.every(isOwn)) return changes;
    const byHash = new Map(changes.map((change) => [change.hash, change]));
    const vouched = new Set<ChangeHash>();
    for (const row of await this.#db.getAll('receipts', rangeOf([documentId]))) {
      if (!('author' in row)) continue;
      const covered = coveredBy(row, byHash);
      if (covered.length === 0) continue;
      this.#forwardOne(documentId, row);
      for (const hash of covered) vouched.add(hash);
    }
    return changes.filter((change) => isOwn(change) || vouched.has(change.hash));
  }

  #forwardOne(documentId: DocumentId, row: ClaimRow): void {
    const { author, hashes, claimSig, atMs, sig } = row;
    const receipt = { atMs, sig };
    this.#send({ type: 'attest', documentId, author, hashes: [...hashes], sig: claimSig, receipt });
  }
}

/** The author's own changes among what a claim names and stands on, as the relay counts it. */
function coveredBy(
  { author, hashes }: ClaimRow,
  changes: ReadonlyMap<ChangeHash, UploadedChange>,
): readonly ChangeHash[] {
  const seen = new Set<ChangeHash>();
  const waiting = [...hashes];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (seen.has(hash)) continue;
    seen.add(hash);
    waiting.push(...(changes.get(hash)?.deps ?? []));
  }
  return [...seen].filter((hash) => changes.get(hash)?.author === author);
}
