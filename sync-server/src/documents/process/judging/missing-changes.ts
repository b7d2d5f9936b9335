import type * as A from '@automerge/automerge/slim';
import {
  indexChanges,
  preflightChange,
  type AcceptedChange,
  type GateIndex,
  type PreflightedChange,
} from '@nastavnik/core/judging';
import type { ChangeHash, KeyId } from '@nastavnik/core/kernel';
import { inflate } from '../../../gate/inflate.ts';
import type { IncomingChanges } from '../messages.ts';

/** A document below its plain values. */
type Core = ReturnType<typeof A.getBackend>;

/**
 * Changes that were accepted once and then damaged on the disk, and those that stand on them. The
 * name of a change is the digest of its bytes: whoever brings it brings the same, so that it is not
 * judged again by rights that may have ended since.
 */
export class MissingChanges {
  readonly #missing: Set<ChangeHash>;
  #waiting: PreflightedChange[];

  constructor(missing: readonly ChangeHash[], waiting: readonly Uint8Array[]) {
    this.#missing = new Set(missing);
    this.#waiting = waiting.flatMap((bytes) => {
      const read = preflightChange(bytes, inflate);
      return read.ok ? [read.value] : [];
    });
  }

  /** Looks for missing changes in messages; and puts them and what stood on them in place. */
  regain(
    messages: readonly IncomingChanges[],
    core: Core,
    index: GateIndex,
  ): readonly AcceptedChange[] {
    if (this.#missing.size === 0) return [];
    const found = messages.flatMap(({ chunks }) => this.#missingIn(chunks));
    if (found.length === 0) return [];
    const brought = new Set(found.map(({ hash }) => hash));
    for (const hash of brought) this.#missing.delete(hash);
    this.#waiting = [...found, ...this.#waiting];
    this.#apply(core, index);
    return found.map(({ hash, bytes, actor, seq, author: named }): AcceptedChange => {
      const author = index.actor(actor)?.author ?? (named as KeyId | undefined);
      return { hash, bytes, actor, seq, ...(author && { author }) };
    });
  }

  #missingIn(chunks: readonly Uint8Array[]): PreflightedChange[] {
    const found = new Map<ChangeHash, PreflightedChange>();
    for (const bytes of chunks) {
      const read = preflightChange(bytes, inflate);
      if (read.ok && this.#missing.has(read.value.hash)) found.set(read.value.hash, read.value);
    }
    return [...found.values()];
  }

  /** Applies whatever finds all that it stands on; the rest goes on waiting. */
  #apply(core: Core, index: GateIndex): void {
    for (let count = -1; count !== this.#waiting.length;) {
      count = this.#waiting.length;
      this.#waiting = this.#waiting.filter(({ deps, bytes }) => {
        if (core.getMissingDeps([...deps]).length > 0) return true;
        indexChanges([bytes], index);
        core.applyChanges([bytes]);
        return false;
      });
    }
  }
}
