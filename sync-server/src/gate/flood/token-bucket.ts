import type { Clock } from '@nastavnik/core/kernel';

/** Allows `burst` at once and `perSecond` after that. */
export class TokenBucket {
  readonly #clock: Clock;
  readonly #perSecond: number;
  readonly #burst: number;
  #tokens: number;
  #atMs: number;

  constructor(clock: Clock, perSecond: number, burst: number) {
    this.#clock = clock;
    this.#perSecond = perSecond;
    this.#burst = burst;
    this.#tokens = burst;
    this.#atMs = clock.nowMs();
  }

  /** How much of the burst is left, from 0 to 1, as of the last `take`. */
  get share(): number {
    return this.#tokens / this.#burst;
  }

  /** Nobody has taken anything for so long that it is as good as a new one. */
  get isFull(): boolean {
    this.take(0);
    return this.#tokens >= this.#burst;
  }

  /** Gives back what turned out to be no burden. */
  give(count: number): void {
    this.#tokens = Math.min(this.#burst, this.#tokens + count);
  }

  /** False when there is not enough left; nothing is taken then. */
  take(count: number): boolean {
    const nowMs = this.#clock.nowMs();
    const gained = (Math.max(0, nowMs - this.#atMs) / 1_000) * this.#perSecond;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
    this.#atMs = nowMs;
    if (count > this.#tokens) return false;
    this.#tokens -= count;
    return true;
  }
}
