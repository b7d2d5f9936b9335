import { verifyAttestation, verifyReceipt, type PublicKeyRecord } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, KeyId } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { UploadedChange } from '../../network/uploads/upload-changes.ts';
import { rangeOf } from '../../storage/idb-storage-adapter.ts';
import type { ClaimRow, PersonDatabase } from '../../storage/person-database.ts';
import type { OwnClaims } from './own-claims.ts';

export interface ClaimForwarderOptions {
  readonly db: PersonDatabase;
  readonly kid: KeyId;
  readonly send: (frame: ClientFrame) => boolean;
  /** Key of a device of the membership logs. */
  readonly deviceKey: (kid: KeyId) => PublicKeyRecord | undefined;
  /** Whose the actors of a document are: only an actor's first change names its author. */
  readonly authorsOf: (documentId: DocumentId) => ReadonlyMap<string, KeyId>;
  /** Is told of this device's own claims, which may come from a copy of its profile elsewhere. */
  readonly own: Pick<OwnClaims, 'seen'>;
}

/**
 * Keeps what other devices claimed as their changes, with the relay's receipts, and sends it ahead
 * of those changes: a relay restored from a copy takes a colleague's changes on that alone. The
 * latest claim of an author is enough, since it covers all that its changes stand on.
 */
export class ClaimForwarder {
  readonly #db: PersonDatabase;
  readonly #kid: KeyId;
  readonly #send: (frame: ClientFrame) => boolean;
  readonly #deviceKey: (kid: KeyId) => PublicKeyRecord | undefined;
  readonly #authorsOf: ClaimForwarderOptions['authorsOf'];
  readonly #own: ClaimForwarderOptions['own'];
  #relay: PublicKeyRecord | undefined;

  constructor(options: ClaimForwarderOptions) {
    this.#db = options.db;
    this.#kid = options.kid;
    this.#send = options.send;
    this.#deviceKey = options.deviceKey;
    this.#authorsOf = options.authorsOf;
    this.#own = options.own;
  }

  /** The relay that was signed in to: what it says it signed is checked against its key. */
  met(relay: PublicKeyRecord): void {
    this.#relay = relay;
  }

  /** Keeps the relay's receipt for own changes, where it is one. */
  async keepReceipt(frame: ServerFrameOf<'receipt'>): Promise<void> {
    const { documentId, hashes, sig, atMs } = frame;
    const receipt = { documentId, hashes, kid: this.#kid, atMs };
    if (!this.#relay || !(await verifyReceipt(this.#relay, receipt, sig))) return;
    await this.#db.put('receipts', { hashes, sig, atMs }, [documentId, sig]);
  }

  /** Keeps a claim that its author has signed for this very document; any other is no claim. */
  async keep(frame: ServerFrameOf<'attested'>): Promise<void> {
    const { documentId, author, hashes, sig, receipt } = frame;
    const device = this.#deviceKey(author);
    if (!device || !(await verifyAttestation(device, { documentId, hashes }, sig))) return;
    const row = { author, hashes, claimSig: sig, ...receipt };
    await this.#db.put('receipts', row, [documentId, author]);
    if (author === this.#kid) this.#own.seen(documentId, hashes as ChangeHash[]);
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
    const authors = this.#authorsOf(documentId);
    const named = changes.map((change): UploadedChange => {
      const author = change.author ?? authors.get(change.actor);
      return author === undefined ? change : { ...change, author };
    });
    const isOwn = ({ author }: UploadedChange): boolean =>
      author === undefined || author === this.#kid;
    if (named.every(isOwn)) return changes;
    const byHash = new Map(named.map((change) => [change.hash, change]));
    const vouched = new Set<ChangeHash>();
    for (const row of await this.#db.getAll('receipts', rangeOf([documentId]))) {
      if (!('author' in row)) continue;
      const covered = coveredBy(row, byHash);
      if (covered.length === 0) continue;
      this.#forwardOne(documentId, row);
      for (const hash of covered) vouched.add(hash);
    }
    return changes.filter((change, place) => {
      const { [place]: known = change } = named;
      return isOwn(known) || vouched.has(change.hash);
    });
  }

  /** Changes this device signed for in a document, in its claims and receipts. */
  async ownOf(documentId: DocumentId): Promise<ReadonlySet<string>> {
    const rows = await this.#db.getAll('receipts', rangeOf([documentId]));
    const own = rows.filter((row) => !('author' in row) || row.author === this.#kid);
    return new Set(own.flatMap(({ hashes }) => hashes));
  }

  #forwardOne(documentId: DocumentId, row: ClaimRow): void {
    const { author, hashes, claimSig, atMs, sig } = row;
    // A claim that came by a file may have no relay's word yet.
    const receipt = sig === '' ? {} : { receipt: { atMs, sig } };
    const claim = { documentId, author, hashes: [...hashes], sig: claimSig };
    this.#send({ type: 'attest', ...claim, ...receipt });
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
