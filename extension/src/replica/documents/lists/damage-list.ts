import type { DocumentId } from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { ProfileChannel } from '../../../messaging/profile-channel.ts';
import type { PersonDatabase } from '../../storage/person-database.ts';

/** Documents of which a chunk was found damaged and whose gap has not been filled yet. */
export class DamageList {
  readonly #db: PersonDatabase;
  readonly #channel: ProfileChannel;
  readonly #view = signal<readonly DocumentId[]>([]);

  constructor(db: PersonDatabase, channel: ProfileChannel) {
    this.#db = db;
    this.#channel = channel;
  }

  get view(): ReadonlySignal<readonly DocumentId[]> {
    return this.#view;
  }

  async reload(): Promise<void> {
    const tx = this.#db.transaction('damaged', 'readonly');
    const [keys, rows] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll(), tx.done]);
    const open = keys.filter((_key, index) => rows[index]?.mendedAtMs === undefined);
    this.#view.value = [...new Set(open.map(([documentId]) => documentId as DocumentId))];
  }

  /** Told at once, also where the database would not take the chunk's removal. */
  found(documentId: DocumentId): void {
    if (!this.#view.value.includes(documentId))
      this.#view.value = [...this.#view.value, documentId];
    this.#channel.post({ type: 'damaged', documentId });
  }

  /** The gap is filled; every context reads the list again. */
  async mended(documentId: DocumentId): Promise<void> {
    this.#channel.post({ type: 'damaged', documentId });
    await this.reload();
  }
}
