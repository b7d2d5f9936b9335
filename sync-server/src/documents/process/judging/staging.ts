import type { PreflightedChange } from '@nastavnik/core/judging';
import type { ChangeHash } from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';

/** What one connection has sent that waits for a dependency. */
export class Staging {
  readonly #changes = new Map<ChangeHash, PreflightedChange>();
  #bytes = 0;

  get size(): number {
    return this.#changes.size;
  }

  get isFull(): boolean {
    return this.size > limits.maxStagedChanges || this.#bytes > limits.maxStagedBytes;
  }

  get hashes(): ChangeHash[] {
    return [...this.#changes.keys()];
  }

  /** What is waited for and is not itself waiting. */
  get missing(): ChangeHash[] {
    const deps = [...this.#changes.values()].flatMap((change) => change.deps);
    return [...new Set(deps.filter((dep) => !this.#changes.has(dep)))];
  }

  all(): Iterable<PreflightedChange> {
    return this.#changes.values();
  }

  add(change: PreflightedChange): void {
    if (this.#changes.has(change.hash)) return;
    this.#changes.set(change.hash, change);
    this.#bytes += change.bytes.length;
  }

  remove(hash: ChangeHash): void {
    this.#bytes -= this.#changes.get(hash)?.bytes.length ?? 0;
    this.#changes.delete(hash);
  }
}
