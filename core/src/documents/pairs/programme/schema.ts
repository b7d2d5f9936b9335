import {
  activityKinds,
  activityStatuses,
  competenceDomains,
  findingSources,
  mentoringForms,
  programmeKinds,
  programmeResults,
} from '../../../domain/index.ts';
import {
  choice,
  choices,
  date,
  entities,
  flag,
  instantMs,
  label,
  optional,
  record,
  setOf,
  text,
  wholeNumber,
} from '../../fields/build.ts';
import { evidenceFields } from '../../fields/evidence.ts';
import { documentRef, itemKey, itemRef, personRef } from '../../fields/keys.ts';
import { versions } from '../../fields/version.ts';

export const programmeMarkKinds = [
  'evaluationOpened',
  'evaluationClosed',
  'completed',
  'terminated',
] as const;

const findingFields = {
  domain: choice(competenceDomains),
  description: text(),
  foundBy: choice(findingSources),
  foundOn: date(),
} as const;

/** A personalised programme of mentoring. @clause domain 4.1 PersonalisedProgramme, 4.4 (c) */
export const programmeSchema = record({
  pairId: optional(documentRef()),
  title: text(500),
  goal: text(),
  forms: choices(mentoringForms),
  /** Speed mentoring is an event, never a programme (INV-09). */
  kinds: choices(programmeKinds),
  start: optional(date()),
  end: optional(date()),
  /** One of the parties has offered the draft for joint work. */
  isOffered: optional(flag()),
  tasks: entities({ text: text(), doneOn: optional(date()) }),
  difficulties: entities({
    ...findingFields,
    severity: wholeNumber(0, 3),
    resolvedOn: optional(date()),
    resolutionNote: text(),
  }),
  strengths: entities(findingFields),
  activities: entities({
    title: text(1_000),
    kind: choice(activityKinds),
    status: choice(activityStatuses),
    /** Why it was returned or cancelled, last time. */
    statusReason: text(1_000),
    difficultyIds: setOf(itemKey),
    dueOn: optional(date()),
    periodStart: optional(date()),
    periodEnd: optional(date()),
    place: optional(label(300)),
    expectedResult: text(),
    actualResult: text(),
    assessment: text(),
    checkedBy: optional(personRef()),
    checkedAtMs: optional(instantMs()),
    timeSpentMin: optional(wholeNumber(1, 100_000)),
    evidence: entities(evidenceFields),
  }),
  results: entities({ text: text(), domain: optional(choice(competenceDomains)) }),
  evaluation: record({
    text: text(),
    evaluatedOn: optional(date()),
    evaluatedBy: optional(personRef()),
  }),
  /** Turns of its life apart from signatures; its state is derived from both, never stored. */
  marks: entities({
    kind: choice(programmeMarkKinds),
    on: date(),
    result: optional(choice(programmeResults)),
    reason: text(1_000),
  }),
  remarks: entities({
    text: text(),
    authorId: personRef(),
    aboutId: optional(itemRef()),
    settledAtMs: optional(instantMs()),
  }),
  versions: versions(),
});
