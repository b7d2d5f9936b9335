import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { RandomSource } from '@nastavnik/core/kernel';
import { seededRandom } from '@nastavnik/core/testing';
import { guardWrites } from '../devices/device-disk.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedSubtle } from './subtle.ts';

/** First moment of every world. */
const startMs = Date.UTC(2026, 8, 1, 9);

/** A handle like Node's: what a process may do with a timer it has set. */
class TimerHandle {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  hasRef(): boolean {
    return true;
  }
}

/**
 * What every process of a world takes for its computer: time, timers, chance, keys and a database,
 * all from one seed. Installed once for a thread; each world begins with `begin`.
 */
export class Platform {
  readonly subtle: SimulatedSubtle;
  /** Asked at each writing into a database on a device. */
  mayWrite: (databaseName: string) => boolean = () => true;
  #scheduler = new Scheduler(startMs);
  #random: RandomSource = seededRandom(0);

  private constructor() {
    this.subtle = new SimulatedSubtle((count) => this.#random.bytes(count));
  }

  static install(): Platform {
    const platform = new Platform();
    platform.#replaceTimers();
    platform.#replaceClock(globalThis.Date);
    platform.#replaceChance();
    guardWrites((name) => platform.mayWrite(name));
    return platform;
  }

  get scheduler(): Scheduler {
    return this.#scheduler;
  }

  /** A new world: its own time, its own chance, empty databases. */
  begin(seed: number): Scheduler {
    this.#scheduler = new Scheduler(startMs);
    this.#random = seededRandom(seed);
    this.mayWrite = () => true;
    define('indexedDB', new IDBFactory());
    return this.#scheduler;
  }

  #replaceTimers(): void {
    type Work = (...given: unknown[]) => void;
    const cancel = (handle: unknown): void => {
      if (handle instanceof TimerHandle) this.#scheduler.cancel(handle.id);
    };
    const timer =
      (isRepeating: boolean) =>
      (work: Work, delayMs = 0, ...given: unknown[]) =>
        new TimerHandle(this.#scheduler.timer(() => work(...given), delayMs, isRepeating));
    define('setTimeout', timer(false));
    define('setInterval', timer(true));
    define('setImmediate', (work: Work, ...given: unknown[]) => {
      return new TimerHandle(this.#scheduler.immediate(() => work(...given)));
    });
    for (const name of ['clearTimeout', 'clearInterval', 'clearImmediate']) define(name, cancel);
  }

  #replaceClock(RealDate: DateConstructor): void {
    const nowMs = (): number => this.#scheduler.nowMs;
    const VirtualDate = new Proxy(RealDate, {
      construct: (target, given, newTarget) =>
        Reflect.construct(target, given.length === 0 ? [nowMs()] : given, newTarget) as Date,
      get: (target, name, receiver) =>
        name === 'now' ? nowMs : (Reflect.get(target, name, receiver) as unknown),
    });
    define('Date', VirtualDate);
    define('performance', { now: () => nowMs() - startMs, timeOrigin: startMs });
  }

  #replaceChance(): void {
    const getRandomValues = <View extends ArrayBufferView>(view: View): View => {
      const target = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
      target.set(this.#random.bytes(target.length));
      return view;
    };
    const randomUUID = (): string => {
      const hex = Buffer.from(this.#random.bytes(16)).toString('hex');
      return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
    };
    define('crypto', { subtle: this.subtle, getRandomValues, randomUUID });
    Math.random = () => {
      const [high = 0, middle = 0, low = 0] = this.#random.bytes(3);
      return (high * 65_536 + middle * 256 + low) / 16_777_216;
    };
  }
}

function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
}
