import { normaliseText } from '../normalisation.ts';

/** The first letters of every month in Russian and English, both as «ноябрь» and as «15 ноября». */
function monthStems(): ReadonlySet<string> {
  const styles = [{ month: 'long' }, { month: 'long', day: 'numeric' }] as const;
  const stems = ['ru', 'en'].flatMap((language) =>
    styles.flatMap((style) => {
      const format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
      return Array.from({ length: 12 }, (_, month) => {
        const parts = format.formatToParts(Date.UTC(2026, month, 15));
        return (
          parts
            .find((part) => part.type === 'month')
            ?.value.toLowerCase()
            .slice(0, 3) ?? ''
        );
      });
    }),
  );
  return new Set(stems);
}

const stems = monthStems();

/** True for a text that names a month, with or without a day or year: «Ноябрь 2026», «15 ноября». */
export function mentionsMonth(text: string): boolean {
  const words = normaliseText(text).match(/\p{L}{3,}/gu) ?? [];
  return words.length <= 4 && words.some((word) => word.length <= 9 && stems.has(word.slice(0, 3)));
}

/**
 * True for a header whose order among others is the order of time: «15.11», «15», «15 ноября»,
 * «пн 15.11». Only such equal headers may be told apart by their ordinal.
 */
export function followsCalendar(path: readonly string[]): boolean {
  const last = normaliseText(path.at(-1) ?? '');
  if (/(^|\D)\d{1,4}[./-]\d{1,2}(\D|$)/.test(last)) return true;
  if (/^\d{1,2}(\s?\p{L}{1,3}\.?)?$/u.test(last)) return true;
  return /^\d{1,2}\s/.test(last) && mentionsMonth(last);
}
