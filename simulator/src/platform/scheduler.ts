import { AsyncLocalStorage } from 'node:async_hooks';

/** One simulated process. A dead one never gets another turn, whatever it still waits for. */
export interface Owner {
  readonly name: string;
  isAlive: boolean;
}

interface Task {
  readonly id: number;
  readonly owner: Owner | undefined;
  readonly work: () => void;
  dueMs: number;
  readonly everyMs?: number;
}

/** How often one moment may bring new turns before it is taken for an endless loop. */
const turnsPerMoment = 200_000;

/** A turn of the real event loop: everything promised so far has been run when it comes. */
const nextTurn = (
  (realImmediate) => (): Promise<void> =>
    new Promise((resolve) => {
      realImmediate(resolve);
    })
)(setImmediate);

/**
 * The event loop of every process of a world: virtual time, and each turn belongs to the process
 * that asked for it. Between two turns all promises run dry, so the order is the same every time.
 */
export class Scheduler {
  readonly #owners = new AsyncLocalStorage<Owner>();
  readonly #timers = new Map<number, Task>();
  #immediates = new Map<number, Task>();
  #nowMs: number;
  #nextId = 1;
  /** Called between turns: where a process may be made to die. */
  onTurn: () => void = () => undefined;

  constructor(startMs: number) {
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  get owner(): Owner | undefined {
    return this.#owners.getStore();
  }

  /** Runs as a process: all that follows from it belongs to that process. */
  run<Value>(owner: Owner, work: () => Value): Value {
    return this.#owners.run(owner, work);
  }

  immediate(work: () => void): number {
    const id = this.#nextId++;
    this.#immediates.set(id, { id, owner: this.owner, work, dueMs: this.#nowMs });
    return id;
  }

  timer(work: () => void, delayMs: number, isRepeating = false): number {
    const id = this.#nextId++;
    const everyMs = Math.max(1, Number.isFinite(delayMs) ? delayMs : 1);
    const dueMs = this.#nowMs + everyMs;
    const task = { id, owner: this.owner, work, dueMs };
    this.#timers.set(id, isRepeating ? { ...task, everyMs } : task);
    return id;
  }

  cancel(id: number): void {
    this.#timers.delete(id);
    this.#immediates.delete(id);
  }

  /** Runs every turn of this moment. */
  async settle(): Promise<void> {
    await nextTurn();
    for (let turns = 0; this.#immediates.size > 0; turns += 1) {
      if (turns > turnsPerMoment) throw new Error('a moment without end');
      const [task] = this.#immediates.values();
      if (task === undefined) return;
      this.#immediates.delete(task.id);
      await this.#turn(task);
    }
  }

  /** Lets time pass, timer by timer. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await this.settle();
    for (let next = this.#next(untilMs); next !== undefined; next = this.#next(untilMs)) {
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      if (next.everyMs === undefined) this.#timers.delete(next.id);
      else next.dueMs = this.#nowMs + next.everyMs;
      await this.#turn(next);
      await this.settle();
    }
    this.#nowMs = untilMs;
  }

  #next(untilMs: number): Task | undefined {
    let found: Task | undefined;
    for (const task of this.#timers.values()) {
      if (task.owner?.isAlive === false) this.#timers.delete(task.id);
      else if (task.dueMs <= untilMs && (found === undefined || task.dueMs < found.dueMs)) {
        found = task;
      }
    }
    return found;
  }

  async #turn({ owner, work }: Task): Promise<void> {
    if (owner?.isAlive === false) return;
    if (owner === undefined) work();
    else this.#owners.run(owner, work);
    await nextTurn();
    this.onTurn();
  }
}
