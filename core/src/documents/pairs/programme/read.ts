import { checkProgrammeDuration } from '../../../domain/index.ts';
import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import { byTime, membersOf } from '../../fields/reading/listing.ts';
import type { Interpretation, Problem } from '../../kind/problem.ts';
import type { programmeSchema } from './schema.ts';

type Stored = ValueOf<typeof programmeSchema>;

const interpret = (stored: Stored) => ({
  ...stored,
  isOffered: stored.isOffered ?? false,
  forms: membersOf(stored.forms),
  kinds: membersOf(stored.kinds),
  tasks: liveEntities(stored.tasks),
  difficulties: liveEntities(stored.difficulties),
  strengths: liveEntities(stored.strengths),
  activities: liveEntities(stored.activities).map((activity) => ({
    ...activity,
    difficultyIds: membersOf(activity.difficultyIds),
    evidence: liveEntities(activity.evidence),
  })),
  results: liveEntities(stored.results),
  marks: liveEntities(stored.marks),
  remarks: liveEntities(stored.remarks),
  versions: byTime(stored.versions),
});

/** A personalised programme, lists in order, versions numbered. */
export type Programme = ReturnType<typeof interpret>;

export function readProgramme(stored: Stored): Interpretation<Programme> {
  const value = interpret(stored);
  return { value, problems: duration(value) };
}

/** A start from one device and an end from another can lie too close or too far. @clause INV-01 */
function duration({ start, end }: Programme): readonly Problem[] {
  if (start === undefined || end === undefined) return [];
  const checked = checkProgrammeDuration(start, end);
  if (checked.ok) return [];
  return [{ rule: 'INV-01', code: checked.error.code, path: ['end'], resolver: 'curator' }];
}
