import type { QuarantineReason } from '../../../store/store.ts';
import { ProcessCrashed } from '../../process-client.ts';

const crashesBeforeQuarantine = 2;
/** A message that kills stays first in the queue, so it is met again long before this many pass. */
const roundsUntilForgiven = 32;

/** How often a document has ended its process, and when that is once too often. */
export class CrashRecord {
  #count = 0;
  #roundsSince = 0;

  /** After a crash, or a release from quarantine: messages are judged one by one. */
  get isWatched(): boolean {
    return this.#count > 0;
  }

  get count(): number {
    return this.#count;
  }

  /** A round went well; enough of them, and what killed the process was not this document. */
  survived(): void {
    if (this.#count === 0) return;
    this.#roundsSince += 1;
    if (this.#roundsSince >= roundsUntilForgiven) this.#count = 0;
  }

  /** One more crash is enough from now on. */
  watch(): void {
    this.#roundsSince = 0;
    this.#count = Math.max(this.#count, crashesBeforeQuarantine - 1);
  }

  get isTooOften(): boolean {
    return this.#count >= crashesBeforeQuarantine;
  }

  /** Notes what went wrong; returns why the document would be served no more. */
  note(error: unknown): QuarantineReason {
    if (!(error instanceof ProcessCrashed)) return 'unreadable';
    if (!error.isSuspect) return error.reason;
    this.#count += 1;
    this.#roundsSince = 0;
    return error.reason;
  }
}
