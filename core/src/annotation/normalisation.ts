/**
 * One form for one visible text, version 1. Stored hashes depend on it: a change needs a new version
 * beside this one and `v: 2` in the address, never an edit here.
 */
export function normaliseText(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g, '')
      // arrows and triangles say how the page is sorted just now
      .replace(/[\u2190-\u21ff\u25b2-\u25c5]/g, '')
      .replace(/[\u2010-\u2015\u2212]/g, '-')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase()
  );
}

/** The path of a header, top to bottom, without empty parts. */
export const normalisePath = (path: readonly string[]): readonly string[] =>
  path.map(normaliseText).filter((part) => part !== '');
