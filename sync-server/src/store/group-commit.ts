import type { DatabaseSync } from 'node:sqlite';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Puts everything asked for in one turn of the event loop into one transaction: one fsync for many
 * writers. A promise resolves only after COMMIT; work that throws is rolled back alone.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #waiting: Waiting[] = [];
  #scheduled = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  run<Value>(work: () => Value): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ work, resolve: resolve as (value: unknown) => void, reject });
      if (this.#scheduled) return;
      this.#scheduled = true;
      setImmediate(() => this.flush());
    });
  }

  /** Commits what is queued now. */
  flush(): void {
    this.#scheduled = false;
    const batch = this.#waiting;
    this.#waiting = [];
    if (batch.length === 0) return;
    const settle: (() => void)[] = [];
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      for (const waiting of batch) settle.push(this.#attempt(waiting));
      this.#db.exec('COMMIT');
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
      for (const { reject } of batch) reject(error);
      return;
    }
    for (const done of settle) done();
  }

  #attempt({ work, resolve, reject }: Waiting): () => void {
    this.#db.exec('SAVEPOINT work');
    try {
      const value = work();
      this.#db.exec('RELEASE work');
      return () => resolve(value);
    } catch (error) {
      this.#db.exec('ROLLBACK TO work; RELEASE work');
      return () => reject(error);
    }
  }
}
