/** A person named by a row header: surname first, as journals write it, or initials before it. */
export interface RowName {
  /** Parts of the surname: two for a double one. Lower case, ё as е. */
  readonly surnames: readonly string[];
  /** Given name and patronymic where the header has them in full. */
  readonly given: readonly string[];
  /** First letters of what is not the surname, whether in full or as initials. */
  readonly initials: string;
  /** Place in the alphabet of the grid, from 1. */
  readonly number: number;
}

/** Ё as е: writers mix them, and a name must not survive by one letter. Keeps the length. */
export const fold = (text: string): string => text.toLowerCase().replaceAll('\u0451', '\u0435');

/** The names in the row headers of a grid. A header that cannot be a person's name is left out. */
export function namesOf(rowHeaders: readonly string[]): readonly RowName[] {
  const headers = [...new Set(rowHeaders.map((text) => text.normalize('NFC').trim()))];
  return headers.toSorted().flatMap((header, at) => {
    const words = header.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
    const full = words.filter((word) => word.length > 1);
    const [surname, next] = full;
    if (surname === undefined || !startsUpper(surname)) return [];
    if (next !== undefined && !startsUpper(next)) return [];
    const given = full.slice(1).map(fold);
    const others = words.filter((word) => word !== surname);
    return [
      {
        surnames: fold(surname)
          .split('-')
          .filter((part) => part.length > 1),
        given: given.filter((word) => word.length > 2),
        initials: others.map((word) => fold(word.slice(0, 1))).join(''),
        number: at + 1,
      },
    ];
  });
}

const startsUpper = (word: string): boolean => /^\p{Lu}/u.test(word);
