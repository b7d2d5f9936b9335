import * as A from '@automerge/automerge/slim';
import {
  indexChanges,
  parseSyncMessage,
  preflightChange,
  type AcceptedChange,
  type GateIndex,
  type PreflightedChange,
} from '@nastavnik/core/judging';
import type { ChangeHash, KeyId } from '@nastavnik/core/kernel';
import { inflate } from '../../../gate/inflate.ts';
import type { IncomingSync } from '../messages.ts';

type AnyDocument = A.Doc<unknown>;

/** A document that got back what the disk had damaged. */
export interface Regained {
  readonly doc: AnyDocument;
  readonly changes: readonly AcceptedChange[];
}

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

  /** Looks for missing changes in messages; undefined when there is nothing to be had in them. */
  regain(
    messages: readonly IncomingSync[],
    doc: AnyDocument,
    index: GateIndex,
  ): Regained | undefined {
    if (this.#missing.size === 0) return undefined;
    const found = messages.flatMap(({ data }) => this.#missingIn(data));
    if (found.length === 0) return undefined;
    const brought = new Set(found.map(({ hash }) => hash));
    for (const hash of brought) this.#missing.delete(hash);
    this.#waiting = [...found, ...this.#waiting];
    const after = this.#apply(doc, index);
    const changes = found.map(({ hash, bytes, actor, seq, author: named }): AcceptedChange => {
      const author = index.actor(actor)?.author ?? (named as KeyId | undefined);
      return { hash, bytes, actor, seq, ...(author && { author }) };
    });
    return { doc: after, changes };
  }

  #missingIn(data: Uint8Array): PreflightedChange[] {
    const parsed = parseSyncMessage(data);
    if (!parsed.ok) return [];
    const found = new Map<ChangeHash, PreflightedChange>();
    for (const bytes of parsed.value.changes) {
      const read = preflightChange(bytes, inflate);
      if (read.ok && this.#missing.has(read.value.hash)) found.set(read.value.hash, read.value);
    }
    return [...found.values()];
  }

  /** Applies whatever finds all that it stands on; the rest goes on waiting. */
  #apply(before: AnyDocument, index: GateIndex): AnyDocument {
    let doc = before;
    for (let count = -1; count !== this.#waiting.length;) {
      count = this.#waiting.length;
      this.#waiting = this.#waiting.filter(({ deps, bytes }) => {
        if (!deps.every((dep) => A.hasHeads(doc, [dep]))) return true;
        indexChanges([bytes], index);
        [doc] = A.applyChanges(doc, [bytes]);
        return false;
      });
    }
    return doc;
  }
}
