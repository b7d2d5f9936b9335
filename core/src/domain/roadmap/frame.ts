import { compareDates, isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import type { Deadline } from './deadline.ts';

/** A period whose end may not be known: some plans never say when they end (C-26). */
export interface OpenPeriod {
  readonly start: PlainDate;
  readonly end?: PlainDate | undefined;
}

/** How the dates of a row leave a frame; shown, never corrected. @clause INV-18 */
export const frameWarnings = [
  'outsidePlan',
  'partlyOutsidePlan',
  'outsideHeading',
  'partlyOutsideHeading',
] as const;
export type FrameWarning = (typeof frameWarnings)[number];

/** First and last calendar day that a deadline names itself; `undefined` when it names none. */
export function extentOf(deadline: Deadline): { start: PlainDate; end: PlainDate } | undefined {
  const days: PlainDate[] = [];
  for (const day of [deadline.start, deadline.end, deadline.from, deadline.to]) {
    if (day !== undefined) days.push(day);
  }
  for (const date of deadline.dates ?? []) {
    const day = date.slice(0, 10);
    if (isPlainDate(day)) days.push(day);
  }
  for (const part of deadline.parts ?? []) {
    const extent = extentOf(part);
    if (extent !== undefined) days.push(extent.start, extent.end);
  }
  const sorted = days.toSorted(compareDates);
  const [start, end] = [sorted[0], sorted.at(-1)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

type Fit = 'inside' | 'partly' | 'outside';

function fitOf(extent: { start: PlainDate; end: PlainDate }, frame: OpenPeriod): Fit {
  const isAfter = frame.end !== undefined && extent.start > frame.end;
  if (extent.end < frame.start || isAfter) return 'outside';
  const runsPast = frame.end !== undefined && extent.end > frame.end;
  return extent.start < frame.start || runsPast ? 'partly' : 'inside';
}

/** Warnings about a row's deadline against the plan's period and its heading's own deadline. */
export function checkFrame(
  deadline: Deadline,
  plan: OpenPeriod,
  heading?: Deadline,
): readonly FrameWarning[] {
  const extent = extentOf(deadline);
  if (extent === undefined) return [];
  const warnings: FrameWarning[] = [];
  const inPlan = fitOf(extent, plan);
  if (inPlan !== 'inside')
    warnings.push(inPlan === 'outside' ? 'outsidePlan' : 'partlyOutsidePlan');
  const frame = heading === undefined ? undefined : extentOf(heading);
  const inHeading = frame === undefined ? 'inside' : fitOf(extent, frame);
  if (inHeading !== 'inside') {
    warnings.push(inHeading === 'outside' ? 'outsideHeading' : 'partlyOutsideHeading');
  }
  return warnings;
}
