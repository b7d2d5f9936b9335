import type { TextRange } from '../normalise-prose.ts';

const letter = /[\p{L}\p{N}]/u;

const isInside = (text: string, at: number): boolean =>
  at > 0 && at < text.length && letter.test(text[at - 1] ?? '') && letter.test(text[at] ?? '');

/** The range widened to whole words: a half word names nothing. */
export function wholeWords(text: string, { start, end }: TextRange): TextRange {
  let from = start;
  let to = end;
  while (isInside(text, from)) from -= 1;
  while (isInside(text, to)) to += 1;
  return { start: from, end: to };
}

/** True where a passage could begin or end. */
export const isWordEdge = (text: string, at: number): boolean => !isInside(text, at);

/** The numbers of a text in their order: two rules that differ in a number are two rules. */
export const numbersOf = (text: string): string => (text.match(/\p{N}+/gu) ?? []).join(' ');
