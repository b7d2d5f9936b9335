import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { personSchema } from './schema.ts';

/** A name and contacts. */
export type Person = ValueOf<typeof personSchema>;

export const readPerson = (stored: Person): Interpretation<Person> => ({
  value: stored,
  problems: [],
});
