import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { Store, StoredChange } from '../../../store/store.ts';
import { ChangeGraph } from './change-graph.ts';
import type { ChangeLibrary } from './conversation.ts';
import { dependenciesOf } from './dependencies-of.ts';

/** What is on disk of one document, as far as syncing needs it; the bytes stay in the store. */
export class DocumentHistory implements ChangeLibrary {
  readonly graph = new ChangeGraph();
  readonly #documentId: DocumentId;
  readonly #store: Store;
  /** The last commit, which most peers are about to be sent. */
  #latest = new Map<ChangeHash, Uint8Array>();
  #composed: { readonly key: string; readonly message: Uint8Array } | undefined;

  /** Names of old changes that only the snapshot still has whole. */
  readonly covered: readonly ChangeHash[] = [];
  /** Some changes are damaged, and what stands on them waits for a device that has them. */
  readonly isDamaged: boolean;

  constructor(documentId: DocumentId, store: Store) {
    this.#documentId = documentId;
    this.#store = store;
    const { changes, damaged } = store.history(documentId);
    this.isDamaged = damaged.length > 0;
    if (this.isDamaged) {
      const missing = new Set(store.loadDocument(documentId)?.missing);
      this.covered = damaged.filter((hash) => !missing.has(hash));
    }
    let left = changes.map(({ hash, bytes }) => ({ hash, deps: dependenciesOf(bytes) }));
    for (let before = -1; before !== left.length;) {
      before = left.length;
      left = left.filter(({ hash, deps }) => {
        if (!this.graph.hasAll(deps)) return true;
        this.graph.add(hash, deps);
        return false;
      });
    }
  }

  /** Takes over what has just been committed. */
  add(changes: readonly StoredChange[]): void {
    this.#latest = new Map(changes.map(({ hash, bytes }) => [hash, bytes]));
    for (const { hash, bytes } of changes) this.graph.add(hash, dependenciesOf(bytes));
  }

  once(key: string, compose: () => Uint8Array): Uint8Array {
    const message = this.#composed?.key === key ? this.#composed.message : compose();
    this.#composed = { key, message };
    return message;
  }

  bytes(hashes: readonly ChangeHash[]): Uint8Array[] {
    if (hashes.every((hash) => this.#latest.has(hash))) {
      return hashes.flatMap((hash) => this.#latest.get(hash) ?? []);
    }
    return this.#store.changeBytes(this.#documentId, hashes);
  }

  whole(): ReturnType<ChangeLibrary['whole']> {
    const loaded = this.#store.loadDocument(this.#documentId);
    if (loaded?.snapshot === undefined) return undefined;
    const rest = this.graph.from(this.graph.size - loaded.changes.length);
    return { chunk: loaded.snapshot.bytes, rest };
  }
}
