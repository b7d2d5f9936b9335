import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import { membersOf } from '../../fields/reading/listing.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { profileSchema } from './schema.ts';

type Stored = ValueOf<typeof profileSchema>;

const interpret = (stored: Stored) => ({
  ...stored,
  mentor: {
    ...stored.mentor,
    topics: membersOf(stored.mentor.topics),
    forms: membersOf(stored.mentor.forms),
    kinds: membersOf(stored.mentor.kinds),
  },
  mentee: { ...stored.mentee, topics: membersOf(stored.mentee.topics) },
  competences: liveEntities(stored.competences),
  results: liveEntities(stored.results),
  training: liveEntities(stored.training),
});

/** What a person offers and asks for, lists in order. */
export type Profile = ReturnType<typeof interpret>;

export const readProfile = (stored: Stored): Interpretation<Profile> => ({
  value: interpret(stored),
  problems: [],
});
