import { z } from 'zod';
import {
  legalActLevels,
  legalActStates,
  legalActTypes,
  organisationKinds,
  signingMethods,
  stages,
} from '../../../domain/index.ts';
import {
  choice,
  choices,
  date,
  entities,
  flag,
  instantMs,
  label,
  mapOf,
  optional,
  record,
  scalar,
  text,
  webAddress,
} from '../../fields/build.ts';
import { itemRef, personRef, schoolYearKey } from '../../fields/keys.ts';

export const organisationFlags = [
  'shans',
  'difficultSocialConditions',
  'internshipSite',
  'baseSchool',
] as const;
export const readinessConditions = ['legal', 'methodical', 'material'] as const;
export const resourceKinds = ['room', 'noticeBoard', 'internet', 'wifi', 'vks', 'other'] as const;
export const publicationKinds = [
  'news',
  'event',
  'method',
  'legal',
  'registerCard',
  'award',
  'practice',
] as const;
export const stageMarks = ['opened', 'closed'] as const;

/** A contradiction between the regulations that is settled by a setting, `C-01` … `C-26`. */
const policyKey = z.string().regex(/^C-(0[1-9]|1\d|2[0-6])$/);
const contourKey = z.string().regex(/^[a-z][A-Za-z]{0,39}$/);
const fileHash = () => scalar(z.string().regex(/^[0-9a-f]{64}$/));

/** The office of one organisation. Orders are known by number and date; no person is named. */
export const organisationSchema = record({
  fullName: text(500),
  shortName: optional(label(120)),
  kind: optional(choice(organisationKinds)),
  inn: optional(scalar(z.string().regex(/^(\d{10}|\d{12})$/))),
  siteUrl: optional(webAddress()),
  mentoringSectionUrl: optional(webAddress()),
  flags: choices(organisationFlags),
  /** Component of the mentoring system → who provides it. */
  contour: mapOf(contourKey, choice(['internal', 'external'])),
  policies: mapOf(policyKey, label(120)),
  legalActs: entities({
    type: choice(legalActTypes),
    level: choice(legalActLevels),
    title: text(1_000),
    number: optional(label(60)),
    date: optional(date()),
    issuer: optional(label(300)),
    validFrom: optional(date()),
    validTo: optional(date()),
    supersedesId: optional(itemRef()),
    state: choice(legalActStates),
    url: optional(webAddress()),
    fileHash: optional(fileHash()),
  }),
  acknowledgements: entities({
    actId: itemRef(),
    personId: personRef(),
    atMs: instantMs(),
    method: choice(signingMethods),
  }),
  /** Opening and closing of stages, so that a stage may be entered again. */
  stageLog: entities({
    schoolYear: scalar(schoolYearKey),
    stage: choice(stages),
    mark: choice(stageMarks),
    on: date(),
    evidence: text(),
  }),
  readiness: entities({
    condition: choice(readinessConditions),
    title: text(500),
    isMet: flag(),
    evidence: text(),
  }),
  resources: entities({ kind: choice(resourceKinds), title: text(500), isShared: flag() }),
  partners: entities({
    name: text(500),
    subject: text(),
    agreementNumber: optional(label(60)),
    agreementDate: optional(date()),
    validTo: optional(date()),
  }),
  publications: entities({
    kind: choice(publicationKinds),
    title: text(500),
    url: optional(webAddress()),
    publishedOn: optional(date()),
  }),
});
