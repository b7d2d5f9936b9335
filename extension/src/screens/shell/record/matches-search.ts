const folded = (text: string): string =>
  text.toLocaleLowerCase('ru').replaceAll('\u0451', '\u0435').normalize('NFC');

/** True when every word of the query begins a word of the text; «ё» and «е» are one letter. */
export function matchesSearch(text: string, query: string): boolean {
  const words = folded(text).split(/[^\p{L}\p{N}]+/u);
  return folded(query)
    .split(/[^\p{L}\p{N}]+/u)
    .every((part) => words.some((word) => word.startsWith(part)));
}
