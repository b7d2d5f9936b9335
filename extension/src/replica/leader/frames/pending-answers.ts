import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';

type Resolve = (answer: Result<unknown, Refusal>) => void;

/** Questions to the relay that are answered by a frame of a known type, first come first served. */
export class PendingAnswers {
  readonly #waiting = new Map<string, Resolve[]>();

  /** Settles with the answer, or as unreachable after `limitMs`. */
  wait(type: string, limitMs: number): Promise<Result<unknown, Refusal>> {
    const { promise, resolve } = Promise.withResolvers<Result<unknown, Refusal>>();
    const timer = setTimeout(() => settle(fail({ code: 'relay-unreachable' })), limitMs);
    const settle: Resolve = (answer) => {
      clearTimeout(timer);
      const rest = this.#waiting.get(type)?.filter((other) => other !== settle) ?? [];
      this.#waiting.set(type, rest);
      resolve(answer);
    };
    this.#waiting.set(type, [...(this.#waiting.get(type) ?? []), settle]);
    return promise;
  }

  /** False when nobody waits for such an answer. */
  settle(type: string, value: unknown): boolean {
    const [first] = this.#waiting.get(type) ?? [];
    first?.(ok(value));
    return first !== undefined;
  }

  refuse(type: string, refusal: Refusal): boolean {
    const [first] = this.#waiting.get(type) ?? [];
    first?.(fail(refusal));
    return first !== undefined;
  }

  /** The connection is gone: whoever waits is told. */
  refuseAll(refusal: Refusal): void {
    for (const waiting of this.#waiting.values()) {
      for (const settle of waiting) settle(fail(refusal));
    }
  }
}
