import { generateKeyBetween } from 'fractional-indexing';

/** An entity's place among its kind: a key, and its id where two devices chose one key. */
export interface Ordered {
  readonly id: string;
  readonly orderKey: string;
}

export const compareOrder = (a: Ordered, b: Ordered): number =>
  a.orderKey === b.orderKey ? compareText(a.id, b.id) : compareText(a.orderKey, b.orderKey);

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * A key after `afterId`, or before everything when it is `null`. `others` in any order. Equal keys
 * that a merge left are passed over together; a key the library does not know counts as none.
 */
export function orderKeyAfter(others: readonly Ordered[], afterId: string | null): string {
  const keys = [...new Set(others.map(({ orderKey }) => orderKey).filter(isKey))].sort(compareText);
  const anchor = afterId === null ? undefined : others.find(({ id }) => id === afterId)?.orderKey;
  if (afterId !== null && (anchor === undefined || !isKey(anchor))) {
    return keyBetween(keys.at(-1) ?? null, null);
  }
  const previous = anchor ?? null;
  const next = keys.find((key) => previous === null || key > previous) ?? null;
  return keyBetween(previous, next);
}

/** A key after all the others. */
export function orderKeyAtEnd(others: readonly Ordered[]): string {
  const keys = others.map(({ orderKey }) => orderKey).filter(isKey);
  return keyBetween(keys.sort(compareText).at(-1) ?? null, null);
}

/** Nothing fits before the least key there is; a neighbour's key is then shared, and ids decide. */
function keyBetween(previous: string | null, next: string | null): string {
  try {
    return generateKeyBetween(previous, next);
  } catch {
    return previous ?? next ?? generateKeyBetween(null, null);
  }
}

/** Keys far longer than any that people's moves make are not built upon. */
const longestKey = 100;

function isKey(key: string): boolean {
  if (key.length > longestKey || !/^[0-9A-Za-z]+$/.test(key)) return false;
  try {
    generateKeyBetween(key, null);
    return true;
  } catch {
    return false;
  }
}
