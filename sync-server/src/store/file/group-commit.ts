import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@nastavnik/core/kernel';
import { isFullError, storageError } from './storage-error.ts';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** What lies under the transactions. */
export interface Disk {
  /** Resolves when everything committed before the call is on the disk itself. */
  sync(): Promise<void>;
  /** The disk did not keep what it was given: nothing may be read or written any more. */
  abandon(): void;
}

/**
 * One transaction and one flush for everything asked for meanwhile. The flush runs beside the
 * event loop: waiting for a disk must not hold up people who only read. A promise resolves only
 * after it; work that throws is rolled back alone.
 */
export class GroupCommit {
  /** Resolves when the disk has not kept what it was given. */
  readonly lost: Promise<AppError>;
  readonly #db: DatabaseSync;
  readonly #disk: Disk;
  readonly #mark: () => () => void;
  readonly #lose: (error: AppError) => void;
  /** Called before those who asked learn that there was no room. */
  onFull: () => void = () => undefined;
  #waiting: Waiting[] = [];
  #isBusy = false;
  #running: Promise<void> = Promise.resolve();

  /** `mark` looks at what is about to be committed; what it returns is called once that is kept. */
  constructor(db: DatabaseSync, disk: Disk, mark: () => () => void) {
    this.#db = db;
    this.#disk = disk;
    this.#mark = mark;
    const { promise, resolve } = Promise.withResolvers<AppError>();
    this.lost = promise;
    this.#lose = resolve;
  }

  run<Value>(work: () => Value): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#isBusy) return;
      this.#isBusy = true;
      this.#running = nextTurn().then(() => this.#drain());
    });
  }

  /** Resolves when everything asked for so far is settled. */
  settled(): Promise<void> {
    return this.#running;
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0));
    this.#isBusy = false;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const settle: (() => void)[] = [];
    let afterSync: () => void;
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const waiting of batch) settle.push(this.#attempt(waiting));
      afterSync = this.#mark();
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack(error);
      this.#refuse(batch, error);
      return;
    }
    try {
      await this.#disk.sync();
    } catch (error) {
      this.#abandon(error);
      this.#refuse(batch, error);
      return;
    }
    afterSync();
    for (const done of settle) done();
  }

  #attempt({ work, resolve, reject }: Waiting): () => void {
    this.#db.exec('SAVEPOINT work');
    try {
      const value = work();
      this.#db.exec('RELEASE work');
      return () => resolve(value);
    } catch (error) {
      // A full disk ends the whole transaction, not only this part of it.
      if (!this.#db.isTransaction) throw error;
      this.#db.exec('ROLLBACK TO work; RELEASE work');
      return () => this.#refuse([{ reject }], error);
    }
  }

  #refuse(batch: readonly Pick<Waiting, 'reject'>[], cause: unknown): void {
    const error = storageError(cause);
    if (isFullError(error)) this.onFull();
    for (const { reject } of batch) reject(error);
  }

  /** A transaction that can neither be kept nor undone leaves a store nobody can answer for. */
  #rollBack(cause: unknown): void {
    try {
      if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec('ROLLBACK');
    } catch {
      this.#abandon(cause);
    }
  }

  #abandon(cause: unknown): void {
    this.#disk.abandon();
    this.#lose(new AppError('relay-storage-failed', {}, cause));
  }
}
