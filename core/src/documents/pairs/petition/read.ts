import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { petitionSchema } from './schema.ts';
import { petitionStanding } from './standing.ts';

type Stored = ValueOf<typeof petitionSchema>;

const interpret = (stored: Stored) => ({ ...stored, state: petitionStanding(stored) });

/** A petition with its derived state; `undefined` before it is filed. */
export type Petition = ReturnType<typeof interpret>;

export const readPetition = (stored: Stored): Interpretation<Petition> => ({
  value: interpret(stored),
  problems: [],
});
