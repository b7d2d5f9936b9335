import { limits } from '@nastavnik/core/protocol';

/**
 * What one connection has given to documents and has not been served yet. Beyond the limit its next
 * frame is not read until some of it is done, so that no queue grows faster than it is worked off.
 *
 * @clause A8
 */
export class PendingWork {
  #count = 0;
  #bytes = 0;
  #wake: (() => void) | undefined;

  get count(): number {
    return this.#count;
  }

  /** Notes work that ends with `served`; resolves at once, or when there is room for more. */
  async add(bytes: number, served: Promise<unknown>): Promise<void> {
    this.#count += 1;
    this.#bytes += bytes;
    const done = (): void => {
      this.#count -= 1;
      this.#bytes -= bytes;
      if (!this.#isFull) this.#wake?.();
    };
    served.catch(() => undefined).finally(done);
    if (!this.#isFull) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = undefined;
  }

  get #isFull(): boolean {
    return (
      this.#count >= limits.maxPendingDocumentsPerConnection ||
      this.#bytes > limits.maxPendingBytesPerConnection
    );
  }
}
