import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isPlainDate, plainDateOf, type PlainDate } from '../calendar/plain-date.ts';
import { yearKinds } from '../calendar/school-year.ts';
import { countPeriods, deadlineForms, deadlineSchema, type Deadline } from './deadline.ts';
import { checkFrame } from './frame.ts';
import { isRowDone, occurrencesOf, type OccurrenceRecord } from './occurrence.ts';
import { occurrenceStatuses } from './occurrence-status.ts';
import type { PlanCalendar } from './occurrence-window.ts';
import { shiftDeadline } from './shift.ts';

function day(text: string): PlainDate {
  if (!isPlainDate(text)) throw new TypeError(text);
  return text;
}

const school: PlanCalendar = {
  period: { start: day('2023-09-01'), end: day('2024-08-31') },
  yearKind: 'school',
  today: day('2023-11-20'),
};
const october: Deadline = { form: 'interval', start: day('2023-10-01'), end: day('2023-10-31') };
const on = (today: string): PlanCalendar => ({ ...school, today: day(today) });
const statusesOf = (deadline: Deadline, calendar = school): readonly string[] =>
  occurrencesOf(deadline, calendar).map(({ status }) => status);
const windowsOf = (deadline: Deadline, calendar = school): readonly string[] =>
  occurrencesOf(deadline, calendar).map(({ start, end }) => `${start} ${end}`);

describe('occurrences of a row', () => {
  it('the status of a window follows the calendar', () => {
    expect(statusesOf(october, on('2023-09-30'))).toEqual(['notDue']);
    expect(statusesOf(october, on('2023-10-01'))).toEqual(['open']);
    expect(statusesOf(october, on('2023-10-17'))).toEqual(['open']);
    expect(statusesOf(october, on('2023-10-18'))).toEqual(['dueSoon']);
    expect(statusesOf(october, on('2023-10-31'))).toEqual(['dueSoon']);
    expect(statusesOf(october, on('2023-11-01'))).toEqual(['overdue']);
  });

  it('«до» includes its day unless the flag says otherwise (rule 3)', () => {
    const until: Deadline = { form: 'until', end: day('2023-11-01') };
    expect(windowsOf(until)).toEqual(['2023-09-01 2023-11-01']);
    expect(windowsOf({ ...until, inclusive: false })).toEqual(['2023-09-01 2023-10-31']);
  });

  it('[INV-16] a row is done by accepted evidence only', () => {
    const statusWith = (record: OccurrenceRecord): string | undefined =>
      occurrencesOf(october, school, new Map([['2023-10-01/2023-10-31', record]]))[0]?.status;
    expect(statusWith({ attached: 0, accepted: 0 })).toBe('overdue');
    expect(statusWith({ attached: 1, accepted: 0 })).toBe('evidenceAttached');
    expect(statusWith({ attached: 1, accepted: 1 })).toBe('accepted');
    expect(statusWith({ attached: 0, accepted: 1 })).toBe('overdue');
  });

  it('[INV-17] «не менее 3 раз в год» is done at three, and counts up to them', () => {
    const seminars: Deadline = { form: 'countPerPeriod', min: 3, per: 'year' };
    const after = (accepted: number) =>
      occurrencesOf(
        seminars,
        school,
        new Map([['2023-09-01/2024-08-31', { attached: accepted, accepted }]]),
      );
    expect(after(2)).toMatchObject([{ status: 'open', accepted: 2, needed: 3 }]);
    expect(isRowDone(after(2))).toBe(false);
    expect(after(3)).toMatchObject([{ status: 'accepted', accepted: 3, needed: 3 }]);
    expect(isRowDone(after(3))).toBe(true);
  });

  it('[INV-17] «раз в квартал» is done quarter by quarter', () => {
    const quarterly: Deadline = { form: 'countPerPeriod', min: 1, per: 'quarter' };
    const records = new Map([['2023-09-01/2023-11-30', { attached: 1, accepted: 1 }]]);
    const occurrences = occurrencesOf(quarterly, school, records);
    expect(occurrences.map(({ status }) => status)).toEqual([
      'accepted',
      'notDue',
      'notDue',
      'notDue',
    ]);
    expect(isRowDone(occurrences)).toBe(false);
    expect(windowsOf(quarterly, { ...school, yearKind: 'calendar' })).toEqual([
      '2023-09-01 2023-09-30',
      '2023-10-01 2023-12-31',
      '2024-01-01 2024-03-31',
      '2024-04-01 2024-06-30',
      '2024-07-01 2024-08-31',
    ]);
  });

  it('[INV-17] a yearly window of four years gives four occurrences', () => {
    const yearly: Deadline = {
      form: 'recurringWindow',
      rrule: 'FREQ=YEARLY;COUNT=4',
      windowStart: '09-01',
      windowEnd: '11-30',
      from: day('2021-09-01'),
      to: day('2024-11-30'),
    };
    const plan = { start: day('2021-01-01'), end: day('2024-12-31') };
    expect(windowsOf(yearly, { ...school, period: plan })).toEqual([
      '2021-09-01 2021-11-30',
      '2022-09-01 2022-11-30',
      '2023-09-01 2023-11-30',
      '2024-09-01 2024-11-30',
    ]);
  });

  it('a window may run into the next year, and every second year is skipped on demand', () => {
    const winter: Deadline = {
      form: 'recurringWindow',
      rrule: 'FREQ=YEARLY;INTERVAL=2',
      windowStart: '12-01',
      windowEnd: '02-29',
    };
    const plan = { start: day('2021-01-01'), end: day('2026-12-31') };
    expect(windowsOf(winter, { ...school, period: plan })).toEqual([
      '2020-12-01 2021-02-28',
      '2022-12-01 2023-02-28',
      '2024-12-01 2025-02-28',
      '2026-12-01 2027-02-28',
    ]);
  });

  it('what waits says for what, and opens when it comes', () => {
    const onRequest: Deadline = { form: 'onRequest', requester: ['region'] };
    expect(statusesOf(onRequest)).toEqual(['waitingForRequest']);
    const requests = [{ id: 'r1', from: day('2023-11-10'), dueOn: day('2023-11-24') }];
    expect(statusesOf(onRequest, { ...school, requests })).toEqual(['dueSoon']);
    expect(statusesOf({ form: 'bySeparatePlan' })).toEqual(['waitingForDates']);
    expect(statusesOf({ form: 'byReportingPeriod' })).toEqual(['waitingForDates']);
    const reportingPeriods = [{ start: day('2024-01-01'), end: day('2024-05-31') }];
    expect(statusesOf({ form: 'byReportingPeriod' }, { ...school, reportingPeriods })).toEqual([
      'notDue',
    ]);
  });

  it('«постоянно» is never done, and becomes stale', () => {
    const continuous: Deadline = { form: 'continuous', reviewEvery: 'P3M' };
    const at = (today: string, reviewedOn?: string) => {
      const record = { attached: 1, accepted: 1 };
      const reviewed = reviewedOn === undefined ? {} : { reviewedOn: day(reviewedOn) };
      return occurrencesOf(
        continuous,
        on(today),
        new Map([['continuous', { ...record, ...reviewed }]]),
      );
    };
    expect(at('2023-12-01')).toMatchObject([{ status: 'continuous', isStale: false }]);
    expect(at('2023-12-02')).toMatchObject([{ status: 'continuous', isStale: true }]);
    expect(at('2023-12-02', '2023-10-01')).toMatchObject([{ isStale: false }]);
    expect(isRowDone(at('2023-12-02'))).toBe(false);
  });

  it('a compound cell keeps its parts apart; an unknown text is kept as not understood', () => {
    const compound: Deadline = {
      form: 'composite',
      parts: [october, { form: 'continuous', of: 'part' }],
    };
    expect(occurrencesOf(compound, school)).toMatchObject([
      { key: '0:2023-10-01/2023-10-31', status: 'overdue' },
      { key: '1:continuous', status: 'continuous', of: 'part' },
    ]);
    expect(statusesOf({ verbatim: 'some day' })).toEqual(['notUnderstood']);
    expect(statusesOf({ form: 'recurring', rrule: 'FREQ=HOURLY' })).toEqual(['notUnderstood']);
  });

  it('a plan without an end leaves its rows open', () => {
    const period = { start: day('2022-03-01') };
    expect(statusesOf({ form: 'wholePlan' }, { ...school, period })).toEqual(['open']);
  });

  it('[INV-18] dates outside plan or heading are shown and left as they are', () => {
    const heading: Deadline = {
      form: 'interval',
      start: day('2024-02-01'),
      end: day('2024-06-30'),
    };
    expect(checkFrame(october, school.period, heading)).toEqual(['outsideHeading']);
    const early: Deadline = { ...october, start: day('2022-12-01'), end: day('2023-05-31') };
    expect(checkFrame(early, school.period)).toEqual(['outsidePlan']);
    expect(checkFrame({ ...october, start: day('2023-08-01') }, school.period)).toEqual([
      'partlyOutsidePlan',
    ]);
    expect(checkFrame({ form: 'continuous' }, school.period, heading)).toEqual([]);
  });

  it('a template moves to another year while its text stays (rule 9)', () => {
    const dated: Deadline = { ...october, verbatim: 'October 2023', dates: ['2024-02-29T10:00'] };
    expect(shiftDeadline(dated, 3)).toEqual({
      verbatim: 'October 2023',
      form: 'interval',
      start: '2026-10-01',
      end: '2026-10-31',
      dates: ['2027-02-28T10:00'],
    });
  });
});

const days = fc
  .record({
    year: fc.constantFrom(1900, 1901, 2022, 2023, 2024, 2025, 2998, 2999),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 31 }),
  })
  .map(plainDateOf);
const monthDays = fc.constantFrom('01-01', '02-29', '02-31', '09-01', '11-30', '12-31');
const flat = fc.record(
  {
    form: fc.constantFrom(...deadlineForms),
    verbatim: fc.string({ maxLength: 20 }),
    start: days,
    end: days,
    from: days,
    to: days,
    inclusive: fc.boolean(),
    dates: fc.array(fc.constantFrom('2023-11-02', '2023-02-31', '2024-02-24T10:00')),
    rrule: fc.oneof(
      fc.constantFrom('FREQ=YEARLY', 'FREQ=MONTHLY;INTERVAL=3', 'FREQ=YEARLY;COUNT=0', 'FREQ'),
      fc.string({ maxLength: 30 }),
    ),
    windowStart: monthDays,
    windowEnd: monthDays,
    min: fc.integer({ min: 1, max: 1000 }),
    per: fc.constantFrom(...countPeriods),
    yearKind: fc.constantFrom(...yearKinds),
    reviewEvery: fc.constantFrom('P3M', 'P0M', 'P99M', 'soon'),
  },
  { requiredKeys: [] },
);
const deadlines: fc.Arbitrary<Deadline> = fc.oneof(
  flat,
  fc.array(flat, { maxLength: 4 }).map((parts): Deadline => ({ form: 'composite', parts })),
);
const calendars: fc.Arbitrary<PlanCalendar> = fc.record({
  period: fc.oneof(
    days.map((start) => ({ start })),
    fc.record({ start: days, end: days }),
  ),
  yearKind: fc.constantFrom(...yearKinds),
  today: days,
  requests: fc.array(fc.record({ id: fc.constantFrom('a', 'b'), from: days, dueOn: days })),
  reportingPeriods: fc.array(fc.record({ start: days, end: days })),
  separatePlan: fc.array(days.map((start) => ({ start }))),
});

describe('any deadline in any plan', () => {
  it('[INV-17] gives occurrences with distinct keys and known statuses, and never throws', () => {
    fc.assert(
      fc.property(deadlines, calendars, (deadline, calendar) => {
        expect(deadlineSchema.safeParse(deadline).success).toBe(true);
        const occurrences = occurrencesOf(deadline, calendar);
        expect(occurrences.length).toBeGreaterThan(0);
        expect(new Set(occurrences.map(({ key }) => key)).size).toBe(occurrences.length);
        for (const { status, start = '', end = '9999-12-31' } of occurrences) {
          expect(occurrenceStatuses).toContain(status);
          expect(start <= end).toBe(true);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('[INV-17] keys do not depend on the day one looks, so records are never lost', () => {
    const closed = calendars.filter(({ period }) => 'end' in period);
    fc.assert(
      fc.property(deadlines, closed, days, (deadline, calendar, otherDay) => {
        const keys = (today: PlainDate) =>
          occurrencesOf(deadline, { ...calendar, today }).map(({ key }) => key);
        expect(keys(otherDay)).toEqual(keys(calendar.today));
      }),
    );
  });

  it('[INV-17] a plan that is prolonged keeps the keys of what it had', () => {
    const yearly: Deadline = { form: 'wholePlanYear' };
    const keysUntil = (end: string) =>
      [yearly, october, { form: 'wholePlan' } as const].flatMap((deadline) =>
        occurrencesOf(deadline, {
          ...school,
          period: { start: school.period.start, end: day(end) },
        }).map(({ key }) => key),
      );
    expect(keysUntil('2025-06-30')).toEqual(expect.arrayContaining(keysUntil('2024-05-31')));
  });

  it('shifting by a whole number of years and back keeps dates that are not leap days', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5, max: 5 }), (start, years) => {
        fc.pre(!start.endsWith('02-29') && start > '0010' && start < '9990');
        const shifted = shiftDeadline({ form: 'interval', start, end: addDays(start, 1) }, years);
        expect(shiftDeadline(shifted, -years).start).toBe(start);
      }),
    );
  });
});
