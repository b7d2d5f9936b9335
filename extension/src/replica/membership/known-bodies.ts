import type { SequencedEntry } from '@nastavnik/core/access';
import { contentHash } from '@nastavnik/core/kernel';

/** Entries as they came, with the bodies that are held here of those that came without one. */
export function withKnownBodies(
  entries: readonly unknown[],
  held: readonly SequencedEntry[],
): readonly unknown[] {
  const bodies = new Map<string, unknown>(
    held.flatMap(({ envelope, body }) =>
      body === undefined ? [] : [[contentHash(envelope), body]],
    ),
  );
  return entries.map((entry) => {
    const { envelope, body } = entry as Partial<SequencedEntry>;
    const known = body === undefined && envelope ? bodies.get(contentHash(envelope)) : undefined;
    return known === undefined ? entry : { ...(entry as SequencedEntry), body: known };
  });
}
