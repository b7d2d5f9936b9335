import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import { slotOf, type notesSchema } from './schema.ts';

type Stored = ValueOf<typeof notesSchema>;

const interpret = (stored: Stored) => ({
  ...stored,
  notes: liveEntities(stored.notes),
  // Keys of a merged map come in the order of delivery, which is another on every device.
  keys: Object.entries(stored.keys)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, wrapped]) => {
      const slot = slotOf(name);
      return slot === undefined ? [] : [{ ...slot, wrapped }];
    }),
});

/** An author's notes, in order, and the wrapped keys of their places. */
export type Notes = ReturnType<typeof interpret>;

export const readNotes = (stored: Stored): Interpretation<Notes> => ({
  value: interpret(stored),
  problems: [],
});
