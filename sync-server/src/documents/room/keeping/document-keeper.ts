import type { DocumentKindName } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { StoredChange } from '../../../store/store.ts';
import type { Judgement } from '../../process/messages.ts';
import type { RoomMembers } from '../members/room-members.ts';
import type { RoomServices } from '../room-services.ts';
import { storeCommit } from '../rounds/settle-judgement.ts';

/** A document that has grown by this many changes since its snapshot gets a new one. */
const snapshotEvery = 32;

/** How one document comes from the store into its process, and what of it goes back. */
export class DocumentKeeper {
  readonly #documentId: DocumentId;
  readonly #services: RoomServices;
  readonly #missing = new Set<ChangeHash>();
  #changesSinceSnapshot = 0;

  constructor(documentId: DocumentId, services: RoomServices) {
    this.#documentId = documentId;
    this.#services = services;
  }

  /** Puts the document into its process; false when it cannot be served. */
  async load(kind: DocumentKindName): Promise<boolean> {
    const { store, pool } = this.#services;
    const loaded = store.loadDocument(this.#documentId);
    if (loaded?.row.state !== 'open') return false;
    const { snapshot, changes, damaged, missing, waiting, isSnapshotDamaged } = loaded;
    const { heads } = await pool.ask(this.#documentId, 'open', {
      kind,
      changes,
      ...(missing.length > 0 && { missing, waiting }),
      ...(snapshot && { snapshot: { bytes: snapshot.bytes, index: snapshot.index } }),
    });
    this.#missing.clear();
    for (const hash of missing) this.#missing.add(hash);
    this.#changesSinceSnapshot = isSnapshotDamaged ? snapshotEvery : changes.length;
    if (isSnapshotDamaged) this.#report('a snapshot was damaged and is not used', {});
    if (damaged.length > 0) await this.#setAside(damaged, heads);
    return true;
  }

  /**
   * Stores what a judgement came to. False when it could not be: what the process holds is then
   * ahead of the disk, and the document has to be read anew.
   */
  async keep({ commit, regained }: Judgement, members: RoomMembers): Promise<boolean> {
    if (regained && !(await this.#putBack(regained, members))) return false;
    if (commit === undefined) return true;
    const isStored = await storeCommit(commit, this.#documentId, members, this.#services);
    if (isStored) this.#changesSinceSnapshot += commit.changes.length;
    return isStored;
  }

  /** A snapshot, when there is enough new and nothing missing; then the old changes are packed. */
  async takeSnapshot(): Promise<void> {
    const { pool, store, clock } = this.#services;
    if (this.#changesSinceSnapshot < snapshotEvery || this.#missing.size > 0) return;
    const seq = store.document(this.#documentId)?.seq ?? 0;
    const image = await pool.ask(this.#documentId, 'image', { none: true });
    await store.saveSnapshot(this.#documentId, { ...image, seq });
    this.#changesSinceSnapshot = 0;
    // Nobody waits for packing; what it leaves undone is done after the next snapshot.
    store.packChanges(this.#documentId, clock.nowMs()).catch((error: unknown) => {
      this.#report('changes could not be packed', { error: String(error) });
    });
  }

  /** Puts whole changes in the place of damaged ones that the snapshot covers. */
  async replace(changes: readonly StoredChange[]): Promise<void> {
    const { store, clock } = this.#services;
    const documentId = this.#documentId;
    const hashes = changes.map(({ hash }) => hash);
    this.#report('damaged changes were taken out of the snapshot', { hashes });
    const atMs = clock.nowMs();
    await store.setAside({ documentId, hashes, atMs });
    const heads = store.document(documentId)?.heads ?? [];
    await store.restoreChanges({ documentId, changes, heads, atMs });
  }

  async #setAside(hashes: readonly ChangeHash[], heads: readonly ChangeHash[]): Promise<void> {
    const { store, clock, onCommitted } = this.#services;
    this.#report('stored changes are damaged and were set aside', { hashes });
    const documentId = this.#documentId;
    await store.setAside({ documentId, hashes, heads, atMs: clock.nowMs() });
    onCommitted();
  }

  async #putBack(
    { changes, heads }: NonNullable<Judgement['regained']>,
    members: RoomMembers,
  ): Promise<boolean> {
    const { store, clock, onCommitted } = this.#services;
    const documentId = this.#documentId;
    try {
      const seq = await store.restoreChanges({ documentId, changes, heads, atMs: clock.nowMs() });
      for (const { hash } of changes) this.#missing.delete(hash);
      for (const { subscriber } of members.all()) subscriber.durable(documentId, heads, seq);
      onCommitted();
      return true;
    } catch (error) {
      this.#report('changes could not be put back', { error: String(error) });
      return false;
    }
  }

  #report(message: string, about: Readonly<Record<string, unknown>>): void {
    this.#services.logger.error({ documentId: this.#documentId, ...about }, message);
  }
}
