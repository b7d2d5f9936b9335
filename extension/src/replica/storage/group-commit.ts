import type { Clock } from '@nastavnik/core/kernel';
import { atomically, type Include } from './atomically.ts';
import type { PersonDatabase } from './person-database.ts';

const begin = (db: PersonDatabase) =>
  db.transaction(['chunks', 'outbox', 'summaries'], 'readwrite', { durability: 'relaxed' });
export type JournalTransaction = ReturnType<typeof begin>;

/** Issues one change's requests in a transaction that it may share with others. */
export type Request = (tx: JournalTransaction, include: Include) => void;

interface Waiting {
  readonly request: Request;
  readonly taken: () => void;
  readonly reject: (cause: unknown) => void;
}

interface Unflushed {
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/** The strict transaction that covers those before it has to write something, and writes this. */
const flushKey = 'flushed';
/** Shorter pauses than this are none. */
const shortestPauseMs = 4;
const longestPauseMs = 500;
/** Somebody who types without a pause is told at least this often that it is kept. */
const flushAtLeastEveryMs = 2_000;

/**
 * Brings changes out of the page, and then onto the disk. One transaction at a time, and all that
 * comes meanwhile goes into the next: a queue in the page would die with it. It is relaxed, so that
 * it waits for no disk; a strict one follows for all of them together. A flush holds up what comes
 * after it, so it waits for a pause in the writing, as long as the last flush took.
 */
export class GroupCommit {
  readonly #db: PersonDatabase;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #unflushed: Unflushed[] = [];
  #flushing: Promise<void> | undefined;
  #flushTimer: ReturnType<typeof setTimeout> | undefined;
  #flushAskedAtMs: number | undefined;
  #lastFlushMs = 0;

  constructor(db: PersonDatabase, clock: Clock) {
    this.#db = db;
    this.#clock = clock;
  }

  /**
   * Settles when the browser has it: it survives the end of this page. Where nothing is under way
   * all requests and the commit are issued before this returns.
   */
  write(request: Request): Promise<void> {
    return new Promise((resolve, reject) => this.#add({ request, taken: resolve, reject }));
  }

  /** As `write`, but settles when it is on the disk itself; `onTaken` when the browser has it. */
  keep(request: Request, onTaken: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const taken = (): void => {
        onTaken();
        this.#unflushed.push({ resolve, reject });
      };
      this.#add({ request, taken, reject });
    });
  }

  /** Settles when nothing is under way any more; waits for no pause. */
  async settled(): Promise<void> {
    while (this.#writing !== undefined || this.#unflushed.length > 0 || this.#flushing) {
      await this.#writing;
      if (this.#unflushed.length > 0) this.#flushNow();
      await this.#flushing;
    }
  }

  #add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#writing ??= this.#drain();
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0));
    this.#writing = undefined;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const tx = begin(this.#db);
      await atomically(tx, (include) => {
        for (const { request } of batch) request(tx, include);
        tx.commit();
      });
    } catch (cause) {
      // One that is too large for the disk must not take the others along.
      if (batch.length > 1) for (const one of batch) await this.#commit([one]);
      else for (const { reject } of batch) reject(cause);
      return;
    }
    for (const { taken, reject } of batch) {
      try {
        taken();
      } catch (cause) {
        reject(cause);
      }
    }
    if (this.#unflushed.length > 0) this.#planFlush();
  }

  #planFlush(): void {
    if (this.#flushing !== undefined) return;
    const nowMs = this.#clock.nowMs();
    this.#flushAskedAtMs ??= nowMs;
    const leftMs = this.#flushAskedAtMs + flushAtLeastEveryMs - nowMs;
    const pauseMs = Math.min(this.#lastFlushMs, leftMs);
    clearTimeout(this.#flushTimer);
    if (pauseMs < shortestPauseMs) this.#flushNow();
    else this.#flushTimer = setTimeout(() => this.#flushNow(), pauseMs);
  }

  #flushNow(): void {
    clearTimeout(this.#flushTimer);
    this.#flushing ??= this.#flush(this.#unflushed.splice(0)).finally(() => {
      this.#flushing = undefined;
      if (this.#unflushed.length > 0) this.#planFlush();
    });
  }

  async #flush(waiting: readonly Unflushed[]): Promise<void> {
    const begunAtMs = this.#clock.nowMs();
    this.#flushAskedAtMs = undefined;
    try {
      // Of other stores than the changes themselves, which go on being written beside it.
      const tx = this.#db.transaction('settings', 'readwrite', { durability: 'strict' });
      await atomically(tx, (include) => {
        include(tx.store.put(true, flushKey));
        tx.commit();
      });
      for (const { resolve } of waiting) resolve();
    } catch (cause) {
      for (const { reject } of waiting) reject(cause);
    }
    // A clock may jump.
    const tookMs = this.#clock.nowMs() - begunAtMs;
    this.#lastFlushMs = Math.min(longestPauseMs, Math.max(0, tookMs));
  }
}
