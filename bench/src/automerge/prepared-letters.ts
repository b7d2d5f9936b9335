import { createHash } from 'node:crypto';
import * as A from '@automerge/automerge';
import type { AutomergePair } from './automerge-pair.ts';
import { typeLetter } from './programme-text.ts';

/** One keystroke, made before it is measured. */
export interface PreparedLetter {
  readonly hash: string;
  readonly bytes: Uint8Array;
}

/** A document's history up to its first letter, and the letters after it. */
export interface PreparedLetters {
  /** Changes up to and with the first letter. */
  readonly opening: readonly PreparedLetter[];
  readonly letters: readonly PreparedLetter[];
}

/** The name of an uncompressed change chunk. */
export const hashOfChange = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes.subarray(8)).digest('hex');

const named = (bytes: Uint8Array): PreparedLetter => ({ hash: A.decodeChange(bytes).hash, bytes });

/**
 * The same letters for every document of one author: what a change is made of does not name its
 * document, so that a load of thousands of documents is made ready once.
 */
export class LetterCase {
  readonly #made = new Map<string, { doc: A.Doc<unknown>; prepared: PreparedLetter[] }>();

  take(pair: AutomergePair, count: number): PreparedLetters {
    const found = this.#made.get(pair.author) ?? { doc: pair.startWriting(), prepared: [] };
    this.#made.set(pair.author, found);
    const start = A.getAllChanges(pair.startWriting()).map(named);
    while (found.prepared.length <= count) {
      found.doc = A.change(found.doc, typeLetter as (draft: unknown) => void);
      const bytes = A.getLastLocalChange(found.doc);
      if (bytes) found.prepared.push(named(bytes));
    }
    const [first, ...letters] = found.prepared.slice(0, count + 1);
    return { opening: first ? [...start, first] : start, letters };
  }
}
