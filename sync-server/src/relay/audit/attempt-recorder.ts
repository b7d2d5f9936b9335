import type { Clock } from '@nastavnik/core/kernel';
import type { AuditEvent } from './audit-event.ts';
import type { AuditTrail } from './audit-trail.ts';

/** Repeats within this time are counted in one record. */
const windowMs = 60_000;
/** Different attempts of one device in a window; what goes beyond is counted without its objects. */
const maxDistinct = 200;

type Attempt = Omit<AuditEvent, 'atMs' | 'times'>;

interface Counted {
  readonly attempt: Attempt;
  /** Since the last record of it. */
  times: number;
}

/**
 * Records attempts that anybody can repeat at no cost: the first at once, its repeats by their
 * number, so that nobody fills a disk by knocking and no attempt goes uncounted.
 */
export class AttemptRecorder {
  readonly #trail: AuditTrail;
  readonly #clock: Clock;
  readonly #onFailure: (error: unknown) => void;
  readonly #seen = new Map<string, Counted>();
  readonly #distinct = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  /** What was asked for and is not on disk yet. */
  #writing: Promise<void> = Promise.resolve();

  constructor(trail: AuditTrail, clock: Clock, onFailure: (error: unknown) => void) {
    this.#trail = trail;
    this.#clock = clock;
    this.#onFailure = onFailure;
  }

  note(attempt: Attempt): void {
    const who = attempt.kid ?? '';
    const exact = keyOf(attempt);
    const distinct = this.#distinct.get(who) ?? 0;
    const isOver = !this.#seen.has(exact) && distinct >= maxDistinct;
    const counted = isOver ? { ...attempt, objects: [] } : attempt;
    const key = isOver ? keyOf(counted) : exact;
    const known = this.#seen.get(key);
    if (known) {
      known.times += 1;
      return;
    }
    this.#seen.set(key, { attempt: counted, times: 0 });
    this.#distinct.set(who, distinct + 1);
    this.#timer ??= setTimeout(() => void this.flush(), windowMs).unref();
    this.#append([{ ...counted, atMs: this.#clock.nowMs() }]);
  }

  /** Begins a new window; resolves when everything noted so far is on disk. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const atMs = this.#clock.nowMs();
    const repeated = [...this.#seen.values()].filter(({ times }) => times > 0);
    this.#seen.clear();
    this.#distinct.clear();
    this.#append(repeated.map(({ attempt, times }) => ({ ...attempt, atMs, times })));
    await this.#writing;
  }

  #append(events: readonly AuditEvent[]): void {
    if (events.length === 0) return;
    const written = this.#trail.append(...events).catch(this.#onFailure);
    this.#writing = Promise.all([this.#writing, written]).then(() => undefined);
  }
}

const keyOf = ({ event, kid, personId, code, objects }: Attempt): string =>
  [event, kid, personId, code, ...objects].join(' ');
