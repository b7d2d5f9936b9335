import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { checkProgrammeDuration } from './duration.ts';

describe('duration of a programme', () => {
  it.each([
    ['2026-09-01', '2026-12-01'],
    ['2026-09-01', '2027-09-01'],
    ['2026-11-30', '2027-02-28'],
    ['2028-02-29', '2029-02-28'],
    ['2026-09-01', '2027-05-31'],
  ])('[AC-000-4] [INV-01] %s to %s passes', (start, end) => {
    expect(checkProgrammeDuration(start, end)).toEqual({ ok: true, value: undefined });
  });

  it.each([
    ['2 months 29 days', '2026-09-01', '2026-11-30', 'programme-too-short'],
    ['2 months 29 days over February', '2026-12-31', '2027-02-27', 'programme-too-short'],
    ['one day', '2026-09-01', '2026-09-01', 'programme-too-short'],
    ['an end before the start', '2026-09-01', '2025-09-01', 'programme-too-short'],
    ['12 months 1 day', '2026-09-01', '2027-09-02', 'programme-too-long'],
    ['a day that does not exist', '2026-02-30', '2026-09-01', 'date-invalid'],
    ['no date at all', 'soon', '2026-09-01', 'date-invalid'],
  ])('[AC-000-4] [INV-01] %s is refused with its rule', (_name, start, end, code) => {
    expect(checkProgrammeDuration(start, end)).toEqual({ ok: false, error: { code } });
  });

  it('[INV-01] both boundaries are sharp from every start', () => {
    const starts = fc
      .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10))
      .filter((text): text is PlainDate => isPlainDate(text));
    fc.assert(
      fc.property(starts, (start) => {
        const [first, last] = [addMonths(start, 3), addMonths(start, 12)];
        expect(checkProgrammeDuration(start, first).ok).toBe(true);
        expect(checkProgrammeDuration(start, last).ok).toBe(true);
        expect(checkProgrammeDuration(start, addDays(first, -1)).ok).toBe(false);
        expect(checkProgrammeDuration(start, addDays(last, 1)).ok).toBe(false);
      }),
    );
  });
});
