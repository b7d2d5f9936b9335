import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { notesSchema } from './schema.ts';

type Stored = ValueOf<typeof notesSchema>;

const interpret = (stored: Stored) => ({ ...stored, notes: liveEntities(stored.notes) });

/** An author's notes, in order. */
export type Notes = ReturnType<typeof interpret>;

export const readNotes = (stored: Stored): Interpretation<Notes> => ({
  value: interpret(stored),
  problems: [],
});
