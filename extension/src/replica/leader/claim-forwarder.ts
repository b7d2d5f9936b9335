import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import { rangeOf } from '../storage/idb-storage-adapter.ts';
import type { PersonDatabase } from '../storage/person-database.ts';

/**
 * Keeps what other devices claimed as their changes, with the relay's receipts, and sends it ahead
 * of those changes: a relay restored from a copy takes a colleague's changes on that alone. The
 * latest claim of an author is enough, since it covers all that its changes stand on.
 */
export class ClaimForwarder {
  readonly #db: PersonDatabase;
  readonly #send: (frame: ClientFrame) => boolean;

  constructor(db: PersonDatabase, send: (frame: ClientFrame) => boolean) {
    this.#db = db;
    this.#send = send;
  }

  async keep(frame: ServerFrameOf<'attested'>): Promise<void> {
    const { documentId, author, hashes, sig, receipt } = frame;
    const row = { author, hashes, claimSig: sig, ...receipt };
    await this.#db.put('receipts', row, [documentId, author]);
  }

  async forward(documentId: DocumentId, uploaded: readonly ChangeHash[]): Promise<void> {
    const hashes = new Set(uploaded);
    for (const row of await this.#db.getAll('receipts', rangeOf([documentId]))) {
      if (!('author' in row) || !row.hashes.some((hash) => hashes.has(hash))) continue;
      this.#send({
        type: 'attest',
        documentId,
        author: row.author,
        hashes: [...row.hashes],
        sig: row.claimSig,
        receipt: { atMs: row.atMs, sig: row.sig },
      });
    }
  }
}
