import type { DatabaseSync } from 'node:sqlite';
import type { GroupCommit } from './group-commit.ts';

/** More than one commit of a busy relay. */
const probeBytes = 256 * 1_024;
/** Room is found again within this time and what the probe takes. */
const probeEveryMs = 2_000;

/** Whether there is room for writes; once there was none, tries until there is. */
export class FreeSpace {
  readonly #group: GroupCommit;
  readonly #db: DatabaseSync;
  readonly #listeners = new Set<(isFull: boolean) => void>();
  #isFull = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(group: GroupCommit, db: DatabaseSync) {
    this.#group = group;
    this.#db = db;
    group.onFull = () => this.#enter();
  }

  get isFull(): boolean {
    return this.#isFull;
  }

  onChange(listener: (isFull: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  #enter(): void {
    if (this.#isFull || this.#isStopped) return;
    this.#set(true);
    this.#wait();
  }

  #wait(): void {
    this.#timer = setTimeout(() => {
      this.#probe().then(
        () => this.#set(false),
        () => {
          if (!this.#isStopped) this.#wait();
        },
      );
    }, probeEveryMs);
    this.#timer.unref();
  }

  /** Writes as much as a busy second would, wholly onto the disk, and takes it back. */
  async #probe(): Promise<void> {
    const db = this.#db;
    await this.#group.run(() => db.exec(`INSERT INTO probe VALUES (zeroblob(${probeBytes}))`));
    await this.#group.run(() => db.exec('DELETE FROM probe'));
  }

  #set(isFull: boolean): void {
    this.#isFull = isFull;
    for (const listener of this.#listeners) listener(isFull);
  }
}
