import type { Owner, Scheduler } from '../platform/scheduler.ts';

/** One end of a wire, as the wire sees it. */
export interface WireEnd {
  readonly owner: Owner;
  opened(): void;
  received(bytes: Uint8Array): void;
  closed(code: number, reason: string): void;
}

type Side = 'device' | 'relay';

/** What happens to one frame on its way. */
export type Mishap = 'none' | 'drop' | 'duplicate' | 'overtake' | 'cut';

export interface WireWeather {
  /** How long the next frame takes, ms. */
  latencyMs(): number;
  mishap(): Mishap;
  /** Something has gone over a wire: for the trace. */
  onFrame(side: Side, bytes: Uint8Array, mishap: Mishap): void;
}

const abnormalCode = 1006;
const other: Readonly<Record<Side, Side>> = { device: 'relay', relay: 'device' };

/** One connection between a device and a relay: frames in order, each after some time. */
export class Wire {
  readonly #scheduler: Scheduler;
  readonly #weather: WireWeather;
  readonly #ends: Partial<Record<Side, WireEnd>> = {};
  readonly #lastMs: Record<Side, number> = { device: 0, relay: 0 };
  readonly #held: (() => void)[] = [];
  #isCut = false;
  #isHeld = false;

  constructor(scheduler: Scheduler, weather: WireWeather) {
    this.#scheduler = scheduler;
    this.#weather = weather;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  attach(side: Side, end: WireEnd): void {
    this.#ends[side] = end;
  }

  /** Tells an end after the usual time, in its own turn. */
  tell(side: Side, what: (end: WireEnd) => void, extraMs = 0): void {
    const dueMs = this.#scheduler.nowMs + this.#weather.latencyMs() + extraMs;
    this.#lastMs[side] = Math.max(this.#lastMs[side], dueMs);
    this.#deliver(side, what, this.#lastMs[side]);
  }

  send(from: Side, bytes: Uint8Array): void {
    if (this.#isCut) return;
    const to = other[from];
    const mishap = this.#weather.mishap();
    this.#weather.onFrame(to, bytes, mishap);
    if (mishap === 'drop') return;
    const length = mishap === 'cut' ? Math.floor(bytes.length / 2) : bytes.length;
    const sent = new Uint8Array(bytes.subarray(0, length));
    const receive = (end: WireEnd): void => end.received(new Uint8Array(sent));
    if (mishap === 'overtake') this.#deliver(to, receive, this.#scheduler.nowMs + 1);
    else this.tell(to, receive);
    if (mishap === 'duplicate') this.tell(to, receive);
  }

  /** Both ends learn that it is over: `by` gave the reason, or nobody did. */
  close(by: Side, code: number, reason: string): void {
    if (this.#isCut) return;
    this.tell(other[by], (end) => end.closed(code, reason));
    this.tell(by, (end) => end.closed(code, reason));
    this.#isCut = true;
  }

  /** The network is gone from under it. */
  cut(): void {
    if (this.#isCut) return;
    this.#isHeld = false;
    this.#held.length = 0;
    for (const side of ['device', 'relay'] as const) {
      this.tell(side, (end) => end.closed(abnormalCode, ''));
    }
    this.#isCut = true;
  }

  /** Nothing comes through until released; then everything does, in order. */
  hold(): void {
    this.#isHeld = true;
  }

  release(): void {
    this.#isHeld = false;
    for (const deliver of this.#held.splice(0)) deliver();
  }

  #deliver(side: Side, what: (end: WireEnd) => void, dueMs: number): void {
    const { owner } = this.#ends[side] ?? {};
    if (owner === undefined) return;
    const arrive = (): void => {
      const end = this.#ends[side];
      if (end !== undefined && end.owner === owner && owner.isAlive) what(end);
    };
    this.#scheduler.run(owner, () => {
      this.#scheduler.timer(() => {
        if (this.#isHeld) this.#held.push(() => this.#scheduler.run(owner, arrive));
        else arrive();
      }, dueMs - this.#scheduler.nowMs);
    });
  }
}
