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
      .then((rows) => this.put(rows));
    this.#kinds.set(kind, loading);
    return loading;
  }

  put(rows: readonly SummaryRow[]): void {
    if (rows.length === 0) return;
    const next = new Map(this.#rows.value);
    for (const row of rows) {
      const known = next.get(row.documentId);
      if (known === undefined || known.updatedAtMs <= row.updatedAtMs) {
        next.set(row.documentId, row);
      }
    }
    this.#rows.value = next;
  }

  async reload(documentId: DocumentId): Promise<void> {
    const row = await this.#db.get('summaries', documentId);
    if (row) this.put([row]);
  }
}
