import type { Refusal } from '@nastavnik/core/kernel';
import type { ReadonlySignal } from '@preact/signals';
import type { OutboxView } from '../../documents/lists/outbox.ts';

/**
 * Whether the relay has room for what this device writes. It says when it has none; that it has
 * some again shows by waiting work being taken, or by a new connection on which it says nothing.
 */
export class RelayRoom {
  readonly #outbox: ReadonlySignal<Pick<OutboxView, 'waiting'>>;
  readonly #onChange: (refusal: Refusal | undefined) => void;
  #refusal: Refusal | undefined;
  #waiting: ReadonlySet<string> = new Set();

  constructor(
    outbox: ReadonlySignal<Pick<OutboxView, 'waiting'>>,
    onChange: (refusal: Refusal | undefined) => void,
  ) {
    this.#outbox = outbox;
    this.#onChange = onChange;
  }

  /** Follows the work that waits; gives a way to stop. */
  start(): () => void {
    return this.#outbox.subscribe(({ waiting }) => {
      const now = new Set<string>(waiting.map(({ hash }) => hash));
      const isTaken = [...this.#waiting].some((hash) => !now.has(hash));
      this.#waiting = now;
      if (isTaken) this.#set(undefined);
    });
  }

  isFull(refusal: Refusal): void {
    this.#set(refusal);
  }

  /** A new connection begins: the relay says anew where it has no room. */
  forget(): void {
    this.#set(undefined);
  }

  #set(refusal: Refusal | undefined): void {
    if (this.#refusal?.code === refusal?.code) return;
    this.#refusal = refusal;
    this.#onChange(refusal);
  }
}
