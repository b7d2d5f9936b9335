/** The little of RFC 5545 that plans use: every so many months or years, bounded or not. */
export interface Recurrence {
  readonly everyMonths: number;
  /** How many windows at most; absent means as many as fit. */
  readonly count?: number;
}

/**
 * Understands `FREQ=YEARLY` and `FREQ=MONTHLY` with `INTERVAL` and `COUNT`. Anything else gives
 * `undefined`: the row then says that its deadline was not understood, and no window is invented.
 */
export function parseRecurrence(rrule: string): Recurrence | undefined {
  const fields = new Map<string, string>();
  for (const pair of rrule.split(';')) {
    const [name, value, ...rest] = pair.split('=');
    if (name === undefined || value === undefined || rest.length > 0) return undefined;
    fields.set(name, value);
  }
  const months = { YEARLY: 12, MONTHLY: 1 }[fields.get('FREQ') ?? ''];
  const interval = wholeNumber(fields.get('INTERVAL') ?? '1');
  const count = fields.has('COUNT') ? wholeNumber(fields.get('COUNT') ?? '') : undefined;
  fields.delete('FREQ');
  fields.delete('INTERVAL');
  const hasBadCount = fields.delete('COUNT') && count === undefined;
  if (months === undefined || interval === undefined || hasBadCount || fields.size > 0) {
    return undefined;
  }
  return { everyMonths: months * interval, ...(count === undefined ? {} : { count }) };
}

const wholeNumber = (text: string): number | undefined =>
  /^[1-9]\d{0,2}$/.test(text) ? Number(text) : undefined;
