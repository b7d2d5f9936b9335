import type { ChangeHash } from '@nastavnik/core/kernel';

/** Which changes a document has and what each stands on: all that syncing needs to know of them. */
export class ChangeGraph {
  readonly #dependencies = new Map<ChangeHash, readonly ChangeHash[]>();
  readonly #order: ChangeHash[] = [];
  #heads: ChangeHash[] = [];

  get size(): number {
    return this.#order.length;
  }

  /** Changes nothing stands on, sorted. */
  get heads(): readonly ChangeHash[] {
    return this.#heads;
  }

  has(hash: ChangeHash): boolean {
    return this.#dependencies.has(hash);
  }

  hasAll(hashes: readonly ChangeHash[]): boolean {
    return hashes.every((hash) => this.has(hash));
  }

  /** All changes in the order they were committed, from a place on. */
  from(place: number): readonly ChangeHash[] {
    return this.#order.slice(place);
  }

  dependencies(hash: ChangeHash): readonly ChangeHash[] {
    return this.#dependencies.get(hash) ?? [];
  }

  /** Changes are added after those they stand on; one that is there already changes nothing. */
  add(hash: ChangeHash, dependencies: readonly ChangeHash[]): void {
    if (this.has(hash)) return;
    this.#dependencies.set(hash, dependencies);
    this.#order.push(hash);
    this.#heads = [...this.#heads.filter((head) => !dependencies.includes(head)), hash].toSorted();
  }

  /**
   * Changes that are not among `known` nor stood on by them, in the order of their commits. Looks
   * back only as far as the two still differ. Hashes the document has not are passed over.
   */
  since(known: readonly ChangeHash[]): ChangeHash[] {
    const covered = new Set(known.filter((hash) => this.has(hash)));
    const wanted = new Set(this.#heads);
    let open = this.#heads.filter((head) => !covered.has(head)).length;
    const found: ChangeHash[] = [];
    for (let place = this.#order.length - 1; place >= 0 && open > 0; place -= 1) {
      const hash = this.#order[place];
      if (hash === undefined) break;
      const isCovered = covered.has(hash);
      for (const dependency of this.dependencies(hash)) {
        if (isCovered) {
          if (wanted.has(dependency) && !covered.has(dependency)) open -= 1;
          covered.add(dependency);
        } else if (!wanted.has(dependency)) {
          wanted.add(dependency);
          if (!covered.has(dependency)) open += 1;
        }
      }
      if (isCovered) continue;
      found.push(hash);
      open -= 1;
    }
    return found.toReversed();
  }
}
