import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  compareDates,
  datePartsOf,
  isPlainDate,
  parsePlainDate,
  plainDateOf,
} from './plain-date.ts';
import { schoolYearOf, yearAround } from './school-year.ts';

const dates = fc
  .record({
    year: fc.integer({ min: 1900, max: 2999 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map(plainDateOf);

const dateOf = (text: string) => {
  if (!isPlainDate(text)) throw new TypeError(text);
  return text;
};

describe('calendar dates', () => {
  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-04-31', ' 2026-04-30', ''])(
    'refuses %j',
    (text) => {
      expect(parsePlainDate(text)).toEqual({ ok: false, error: { code: 'date-invalid' } });
    },
  );

  it('accepts leap days and compares in order of time', () => {
    expect(parsePlainDate('2028-02-29').ok).toBe(true);
    expect(parsePlainDate('2000-02-29').ok).toBe(true);
    expect(parsePlainDate('1900-02-29').ok).toBe(false);
    expect(compareDates(dateOf('2026-09-30'), dateOf('2026-10-01'))).toBeLessThan(0);
  });

  it('clamps a month later to the end of a shorter month', () => {
    expect(addMonths(dateOf('2026-01-31'), 1)).toBe('2026-02-28');
    expect(addMonths(dateOf('2026-12-31'), 2)).toBe('2027-02-28');
    expect(addMonths(dateOf('2026-01-15'), -1)).toBe('2025-12-15');
  });

  it('agrees with the platform on days', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -800, max: 800 }), (date, days) => {
        const moved = addDays(date, days);
        fc.pre(datePartsOf(date).year > 1904 && datePartsOf(date).year < 2990);
        expect(isPlainDate(moved)).toBe(true);
        expect(Date.parse(moved) - Date.parse(date)).toBe(days * 86_400_000);
      }),
    );
  });

  it('names school years by their two years; summer belongs to the year that ends', () => {
    expect(schoolYearOf(dateOf('2026-09-01'))).toBe('2026-2027');
    expect(schoolYearOf(dateOf('2027-08-31'))).toBe('2026-2027');
    expect(yearAround(dateOf('2027-01-10'), 'school')).toEqual({
      start: '2026-09-01',
      end: '2027-08-31',
    });
    expect(yearAround(dateOf('2027-01-10'), 'calendar')).toEqual({
      start: '2027-01-01',
      end: '2027-12-31',
    });
  });
});
