import type { Clock } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import { TokenBucket } from '../flood/token-bucket.ts';

interface Entry {
  readonly bucket: TokenBucket;
  waiting: number;
}

/**
 * How many connections each address has waiting for sign-in, and how many a second it may bring
 * that come to nothing. Bounded: addresses that are calm again are forgotten.
 *
 * @clause A6
 */
export class AddressBook {
  readonly #clock: Clock;
  readonly #entries = new Map<string, Entry>();
  #waiting = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Addresses that are remembered now. */
  get size(): number {
    return this.#entries.size;
  }

  /** Takes a place for one connection; false when the address, or the relay, has too many. */
  enter(address: string): boolean {
    if (this.#waiting >= limits.maxConnectionsBeforeSignIn) return false;
    const entry = this.#entries.get(address) ?? this.#remember(address);
    if (entry === undefined) return false;
    if (entry.waiting >= limits.maxConnectionsBeforeSignInPerAddress) return false;
    if (!entry.bucket.take(1)) return false;
    entry.waiting += 1;
    this.#waiting += 1;
    return true;
  }

  /** The connection waits no longer. One that has proved a device was no burden. */
  leave(address: string, isProved: boolean): void {
    const entry = this.#entries.get(address);
    if (entry === undefined) return;
    entry.waiting -= 1;
    this.#waiting -= 1;
    if (isProved) entry.bucket.give(1);
  }

  #remember(address: string): Entry | undefined {
    if (this.#entries.size >= limits.maxAddresses) this.#forgetCalm();
    if (this.#entries.size >= limits.maxAddresses) return undefined;
    const { connectionsPerSecondPerAddress: perSecond, connectionBurstPerAddress: burst } = limits;
    const entry = { bucket: new TokenBucket(this.#clock, perSecond, burst), waiting: 0 };
    this.#entries.set(address, entry);
    return entry;
  }

  #forgetCalm(): void {
    for (const [address, { waiting, bucket }] of this.#entries) {
      if (waiting === 0 && bucket.isFull) this.#entries.delete(address);
    }
  }
}
