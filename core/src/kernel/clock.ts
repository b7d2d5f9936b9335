/** Where time comes from. Handed in, so that tests own it and no module reads the wall clock. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC, integer. */
  nowMs(): number;
}

export const systemClock: Clock = { nowMs: () => Date.now() };

/** Calendar date `YYYY-MM-DD` of an instant in an IANA time zone; school life runs on these. */
export function calendarDate(atMs: number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).formatToParts(atMs);
  const field = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return `${field('year')}-${field('month')}-${field('day')}`;
}
