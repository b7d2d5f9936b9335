import { z } from 'zod';
import { isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { yearKinds } from '../calendar/school-year.ts';

/**
 * Normal forms of the deadlines that real plans write.
 *
 * @clause domain 5.1, 5.3
 */
export const deadlineForms = [
  'until',
  'interval',
  'onDates',
  'schoolYear',
  'wholePlan',
  'wholePlanYear',
  'recurring',
  'recurringWindow',
  'countPerPeriod',
  'continuous',
  'onRequest',
  'byReportingPeriod',
  'bySeparatePlan',
  'composite',
] as const;
export type DeadlineForm = (typeof deadlineForms)[number];

export const requesters = ['region', 'federation', 'district', 'participant'] as const;
export const countPeriods = ['quarter', 'year', 'twoYears', 'rolling12Months'] as const;

export const plainDateSchema = z.custom<PlainDate>(isPlainDate);
const monthDaySchema = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const dateOrTimeSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/);
const shortText = z.string().max(2000);

const deadlineFields = {
  /** Shown and printed; never rewritten (rule 1). A part of a compound cell has none of its own. */
  verbatim: shortText.optional(),
  /** Absent: the text was not understood; the row is kept and says so (rule 8). */
  form: z.enum(deadlineForms).optional(),
  start: plainDateSchema.optional(),
  end: plainDateSchema.optional(),
  /** Whether «до» includes its day; absent means yes (rule 3). */
  inclusive: z.boolean().optional(),
  /** Dates, or local date-times `YYYY-MM-DDTHH:MM` in `tz`. */
  dates: z.array(dateOrTimeSchema).max(100).optional(),
  tz: shortText.optional(),
  place: shortText.optional(),
  /** RFC 5545 rule of the starts of windows, without `DTSTART`. */
  rrule: z.string().max(200).optional(),
  /** Window of a recurrence, `MM-DD`: durations of the calendar standard have no months (rule 7). */
  windowStart: monthDaySchema.optional(),
  windowEnd: monthDaySchema.optional(),
  /** First and last day in which windows may start and end. */
  from: plainDateSchema.optional(),
  to: plainDateSchema.optional(),
  /** How many times per `per`. */
  min: z.number().int().min(1).max(1000).optional(),
  per: z.enum(countPeriods).optional(),
  yearKind: z.enum(yearKinds).optional(),
  requester: z.array(z.enum(requesters)).max(4).optional(),
  /** ISO 8601 duration after which a continuous row is asked about again. */
  reviewEvery: z.string().max(20).optional(),
  /** What a part of a compound cell belongs to. */
  of: shortText.optional(),
  inferred: z.array(shortText).max(20).optional(),
  notes: z.array(shortText).max(20).optional(),
};

/** A deadline: its text as the plan prints it, and what the product understood of it. */
export interface Deadline {
  readonly verbatim?: string | undefined;
  readonly form?: DeadlineForm | undefined;
  readonly start?: PlainDate | undefined;
  readonly end?: PlainDate | undefined;
  readonly inclusive?: boolean | undefined;
  readonly dates?: readonly string[] | undefined;
  readonly tz?: string | undefined;
  readonly place?: string | undefined;
  readonly rrule?: string | undefined;
  readonly windowStart?: string | undefined;
  readonly windowEnd?: string | undefined;
  readonly from?: PlainDate | undefined;
  readonly to?: PlainDate | undefined;
  readonly min?: number | undefined;
  readonly per?: (typeof countPeriods)[number] | undefined;
  readonly yearKind?: (typeof yearKinds)[number] | undefined;
  readonly requester?: readonly (typeof requesters)[number][] | undefined;
  readonly reviewEvery?: string | undefined;
  readonly of?: string | undefined;
  readonly inferred?: readonly string[] | undefined;
  readonly notes?: readonly string[] | undefined;
  readonly parts?: readonly Deadline[] | undefined;
  /** Another reading of the same text, offered to a person and never chosen silently. */
  readonly alt?: Deadline | undefined;
}

const flatSchema = z.strictObject(deadlineFields);
const partSchema = z.strictObject({ ...deadlineFields, alt: flatSchema.optional() });

/** Zod twin of `Deadline`. Parts nest once: a cell holds windows, not cells. */
export const deadlineSchema: z.ZodType<Deadline> = z.strictObject({
  ...deadlineFields,
  parts: z.array(partSchema).max(20).optional(),
  alt: flatSchema.optional(),
});
