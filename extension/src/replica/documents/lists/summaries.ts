import type { DocumentKindName } from '@nastavnik/core/access';
import type { DocumentId } from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { PersonDatabase, SummaryRow } from '../../storage/person-database.ts';

/**
 * Readings of documents as of their last save, so that a list of three hundred pairs is painted
 * without opening twelve hundred documents. A kind is read from the database when first asked for.
 */
export class Summaries {
  readonly #db: PersonDatabase;
  readonly #rows = signal<ReadonlyMap<DocumentId, SummaryRow>>(new Map());
  readonly #kinds = new Map<DocumentKindName, Promise<void>>();

  constructor(db: PersonDatabase) {
    this.#db = db;
  }

  get rows(): ReadonlySignal<ReadonlyMap<DocumentId, SummaryRow>> {
    return this.#rows;
  }

  ensure(kind: DocumentKindName): Promise<void> {
    const known = this.#kinds.get(kind);
    if (known) return known;
    const loading = this.#db
      .getAllFromIndex('summaries', 'kind', kind)
      // What an open document has said meanwhile is newer than what was read.
      .then((rows) => this.put(rows.filter((row) => !this.#rows.peek().has(row.documentId))));
    this.#kinds.set(kind, loading);
    return loading;
  }

  /** The order of calls counts, not the clock: a device's clock may be set back. */
  put(rows: readonly SummaryRow[]): void {
    if (rows.length === 0) return;
    this.#rows.value = new Map([
      ...this.#rows.value,
      ...rows.map((row) => [row.documentId, row] as const),
    ]);
  }

  /** Reads a row that another context has written; what is said here meanwhile is newer. */
  async reload(documentId: DocumentId): Promise<void> {
    const before = this.#rows.peek().get(documentId);
    const row = await this.#db.get('summaries', documentId);
    if (row && this.#rows.peek().get(documentId) === before) this.put([row]);
  }
}
