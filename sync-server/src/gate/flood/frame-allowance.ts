import type { Clock } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { TokenBucket } from './token-bucket.ts';

/** What is to be done with one more frame: nothing, a word of warning first, or the end. */
export type FrameVerdict = 'fine' | 'warn' | 'close';

/**
 * What one signed-in connection may send: frames and bytes a second, with a burst for catching up.
 * It is warned once when most of the burst is gone, and again only after it has calmed down.
 *
 * @clause A7
 */
export class FrameAllowance {
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  #isWarned = false;

  constructor(clock: Clock) {
    this.#frames = new TokenBucket(clock, limits.framesPerSecond, limits.frameBurst);
    this.#bytes = new TokenBucket(clock, limits.bytesPerSecond, limits.byteBurst);
  }

  take(bytes: number): FrameVerdict {
    if (!this.#frames.take(1) || !this.#bytes.take(bytes)) return 'close';
    const isLow = Math.min(this.#frames.share, this.#bytes.share) < limits.warnBelowShare;
    const isNews = isLow && !this.#isWarned;
    this.#isWarned = isLow;
    return isNews ? 'warn' : 'fine';
  }
}
