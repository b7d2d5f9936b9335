import type { QuarantineReason } from '../../../store/store.ts';
import { ProcessCrashed } from '../../process-client.ts';

const crashesBeforeQuarantine = 2;

/** How often a document has ended its process, and when that is once too often. */
export class CrashRecord {
  #count = 0;

  /** After a crash, or a release from quarantine: messages are judged one by one. */
  get isWatched(): boolean {
    return this.#count > 0;
  }

  get count(): number {
    return this.#count;
  }

  /** One more crash is enough from now on. */
  watch(): void {
    this.#count = Math.max(this.#count, crashesBeforeQuarantine - 1);
  }

  get isTooOften(): boolean {
    return this.#count >= crashesBeforeQuarantine;
  }

  /** Notes what went wrong; returns why the document would be served no more. */
  note(error: unknown): QuarantineReason {
    if (!(error instanceof ProcessCrashed)) return 'unreadable';
    if (error.isSuspect) this.#count += 1;
    return error.reason;
  }
}
