/** Keys of a set that hold true, in a fixed order. */
export const membersOf = (set: Readonly<Record<string, boolean>>): readonly string[] =>
  Object.keys(set)
    .filter((key) => set[key] === true)
    .toSorted();

interface Timed {
  readonly atMs: number;
}

/** Values of an insert-only map by time, then by id, so that every device numbers them alike. */
export const byTime = <V extends Timed>(
  map: Readonly<Record<string, V>>,
): readonly (V & { readonly id: string; readonly number: number })[] =>
  Object.entries(map)
    .toSorted(([a, left], [b, right]) => left.atMs - right.atMs || (a < b ? -1 : 1))
    .map(([id, value], index) => ({ ...value, id, number: index + 1 }));
