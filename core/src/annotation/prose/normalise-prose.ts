import { normaliseText } from '../normalisation.ts';

/** Running text in its normal form, with the way back to the text it was made of. */
export interface NormalProse {
  readonly text: string;
  /** For each unit of `text`, and one past its end, the unit of the raw text it came from. */
  readonly rawAt: Uint32Array;
}

/** Version of the form; stored with every passage. */
export const proseNormalisation = 1;

/**
 * The normal form of running text, version 1: `normaliseText` letter by letter, every run of white
 * space one space, none at the ends. Stored hashes depend on it: see there how it may change.
 */
export function normaliseProse(raw: string): NormalProse {
  const writer = new ProseWriter();
  let at = 0;
  while (at < raw.length) {
    const size = clusterAt(raw, at);
    const code = raw.charCodeAt(at);
    if (size > 1 || !isPlain(code)) writer.putAll(normalCluster(raw.slice(at, at + size)), at);
    else if (code === space || code === lineEnd) writer.space(at);
    else writer.put(String.fromCharCode(code).toLowerCase(), at);
    at += size;
  }
  return writer.end(raw.length);
}

const space = 0x20;
const lineEnd = 0x0a;

class ProseWriter {
  #text = '';
  #spaceAt = -1;
  readonly #rawAt: number[] = [];

  /** One unit of normal text that is no space. */
  put(unit: string, at: number): void {
    if (this.#spaceAt >= 0 && this.#text !== '') {
      this.#text += ' ';
      this.#rawAt.push(this.#spaceAt);
    }
    this.#spaceAt = -1;
    this.#text += unit;
    this.#rawAt.push(at);
  }

  putAll(piece: string, at: number): void {
    for (let i = 0; i < piece.length; i += 1) {
      const unit = piece[i] ?? '';
      if (/\s/.test(unit)) this.space(at);
      else this.put(unit, at);
    }
  }

  space(at: number): void {
    if (this.#spaceAt < 0) this.#spaceAt = at;
  }

  end(rawLength: number): NormalProse {
    this.#rawAt.push(this.#spaceAt >= 0 ? this.#spaceAt : rawLength);
    return { text: this.#text, rawAt: Uint32Array.from(this.#rawAt) };
  }
}

/** Where a piece of normal text stands in the raw one. */
export const rawRange = ({ rawAt }: NormalProse, { start, end }: TextRange): TextRange => ({
  start: rawAt[start] ?? 0,
  end: rawAt[end] ?? 0,
});

/** The units `start` to `end` of a text, the last not included. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** The normal piece that a raw range covers, without spaces at its ends. */
export function normalRange({ text, rawAt }: NormalProse, raw: TextRange): TextRange {
  let start = lowerBound(rawAt, raw.start);
  let end = Math.min(lowerBound(rawAt, raw.end), text.length);
  while (start < end && text[start] === ' ') start += 1;
  while (end > start && text[end - 1] === ' ') end -= 1;
  return { start, end };
}

/** The first place whose raw unit is not before the wanted one. */
export function lowerBound(sorted: Uint32Array, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

const isCyrillic = (code: number): boolean =>
  (code >= 0x410 && code <= 0x44f) || code === 0x401 || code === 0x451;
/** Nearly all there is; the way through `normalize` is a hundred times longer. */
const isPlain = (code: number): boolean =>
  code === lineEnd || (code >= space && code < 0x7f) || isCyrillic(code);

/** The letter with the marks that combine with it: only together have they a normal form. */
function clusterAt(raw: string, at: number): number {
  const next = raw.charCodeAt(at + 1);
  const first = raw.charCodeAt(at);
  const isAlone = Number.isNaN(next) || next < 0x300 || isCyrillic(next);
  if (isAlone && (first < 0xd800 || first > 0xdbff)) return 1;
  let end = at + String.fromCodePoint(raw.codePointAt(at) ?? 0).length;
  while (end < raw.length) {
    const letter = String.fromCodePoint(raw.codePointAt(end) ?? 0);
    if (!/[\p{M}\u1160-\u11ff]/u.test(letter)) break;
    end += letter.length;
  }
  return end - at;
}

const normalCluster = (cluster: string): string =>
  /^\s+$/.test(cluster) ? ' ' : normaliseText(cluster);
