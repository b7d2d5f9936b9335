import {
  competenceDomains,
  educations,
  matchTopics,
  menteeCategories,
  menteeReasons,
  mentoringForms,
  mentoringKinds,
  qualificationCategories,
} from '../../../domain/index.ts';
import {
  choice,
  choices,
  date,
  entities,
  flag,
  label,
  optional,
  record,
  text,
  wholeNumber,
} from '../../fields/build.ts';
import { personRef } from '../../fields/keys.ts';

/** What one person offers as a mentor and asks for as a mentee in one organisation. */
export const profileSchema = record({
  personId: optional(personRef()),
  subjects: text(1_000),
  education: optional(choice(educations)),
  qualificationCategory: optional(choice(qualificationCategories)),
  teachingSince: optional(date()),
  mentor: record({
    topics: choices(matchTopics),
    forms: choices(mentoringForms),
    kinds: choices(mentoringKinds),
    capacity: optional(wholeNumber(0, 100)),
    availability: text(1_000),
    isRemoteOk: optional(flag()),
    wantsCrossOrganisation: optional(flag()),
    yearsAsMentor: optional(wholeNumber(0, 80)),
    motivation: text(),
  }),
  mentee: record({
    category: optional(choice(menteeCategories)),
    reason: optional(choice(menteeReasons)),
    topics: choices(matchTopics),
    request: text(),
    needsFrom: optional(date()),
    lastReviewedOn: optional(date()),
  }),
  competences: entities({ domain: choice(competenceDomains), description: text() }),
  results: entities({ description: text(), achievedOn: optional(date()) }),
  training: entities({
    title: text(500),
    provider: optional(label(300)),
    hours: optional(wholeNumber(1, 2_000)),
    issuedOn: optional(date()),
    number: optional(label(60)),
  }),
});
