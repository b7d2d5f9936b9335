export {
  addDays,
  addMonths,
  compareDates,
  datePartsOf,
  isDateWithin,
  isPlainDate,
  parsePlainDate,
  plainDateOf,
  type DateParts,
  type PlainDate,
} from './calendar/plain-date.ts';
export {
  schoolYearEnds,
  schoolYearOf,
  yearAround,
  yearKinds,
  type Period,
  type SchoolYearEnd,
  type YearKind,
} from './calendar/school-year.ts';
export {
  consentEvents,
  consentKinds,
  consentStates,
  nextConsentState,
  signingMethods,
  type ConsentEvent,
  type ConsentKind,
  type ConsentState,
  type SigningMethod,
} from './consent/consent.ts';
export {
  reportKinds,
  reportStates,
  type ReportKind,
  type ReportState,
} from './monitoring/report.ts';
export { riskLevels, type RiskLevel } from './monitoring/risk.ts';
export {
  questionTypes,
  surveyPhases,
  surveyPurposes,
  type QuestionType,
  type SurveyPhase,
  type SurveyPurpose,
} from './monitoring/survey.ts';
export { curatorPolicies, type CuratorPolicy } from './organisation/curator-policy.ts';
export {
  legalActLevels,
  legalActStates,
  legalActTypes,
  type LegalActLevel,
  type LegalActState,
  type LegalActType,
} from './organisation/legal-act.ts';
export { organisationKinds, type OrganisationKind } from './organisation/organisation-kind.ts';
export { stages, type Stage } from './organisation/stage.ts';
export { endReasons, type EndReason } from './pair/ending.ts';
export { matchTopics, type MatchTopic } from './pair/match-topic.ts';
export { mentoringForms, type MentoringForm } from './pair/mentoring-form.ts';
export { mentoringKinds, programmeKinds, type MentoringKind } from './pair/mentoring-kind.ts';
export {
  type ConsentFact,
  type EndingFact,
  type LeavingFact,
  type OrderFact,
  type PairFacts,
} from './pair/pair-facts.ts';
export { checkParticipants, type Participants } from './pair/participants.ts';
export { latestConsent, pairState, type PairProblem, type PairState } from './pair/state.ts';
export { competenceDomains, type CompetenceDomain } from './person/competence-domain.ts';
export {
  educations,
  personKinds,
  qualificationCategories,
  type Education,
  type PersonKind,
  type QualificationCategory,
} from './person/employment.ts';
export {
  menteeCategories,
  menteeReasons,
  type MenteeCategory,
  type MenteeReason,
} from './person/mentee-category.ts';
export {
  registerParts,
  registerStates,
  type RegisterPart,
  type RegisterState,
} from './person/register-state.ts';
export { districtRoles, domainRoles, roles, type DomainRole, type Role } from './person/role.ts';
export {
  nextPetitionState,
  petitionEvents,
  petitionKinds,
  petitionStates,
  type PetitionEvent,
  type PetitionKind,
  type PetitionState,
} from './petition/petition.ts';
export {
  activityEvents,
  activityEventsFrom,
  activityKinds,
  activityStatuses,
  isActivityOverdue,
  nextActivityStatus,
  type ActivityEvent,
  type ActivityKind,
  type ActivityStatus,
} from './programme/activity.ts';
export {
  findingSources,
  severities,
  type FindingSource,
  type Severity,
} from './programme/difficulty.ts';
export { checkProgrammeDuration } from './programme/duration.ts';
export {
  helpUrgencies,
  meetingModes,
  type HelpUrgency,
  type MeetingMode,
} from './programme/meeting.ts';
export {
  programmeResults,
  programmeState,
  programmeStates,
  type ContentSignature,
  type ProgrammeFacts,
  type ProgrammeMark,
  type ProgrammeProblem,
  type ProgrammeResult,
  type ProgrammeStanding,
} from './programme/state.ts';
export {
  countPeriods,
  deadlineForms,
  deadlineSchema,
  plainDateSchema,
  requesters,
  type Deadline,
  type DeadlineForm,
} from './roadmap/deadline.ts';
export {
  evidenceDecisions,
  occurrenceStatuses,
  type EvidenceDecision,
  type OccurrenceStatus,
} from './roadmap/occurrence-status.ts';
export {
  checkFrame,
  extentOf,
  frameWarnings,
  type FrameWarning,
  type OpenPeriod,
} from './roadmap/frame.ts';
export {
  isRowDone,
  occurrenceStatus,
  occurrencesOf,
  type Occurrence,
  type OccurrenceRecord,
} from './roadmap/occurrence.ts';
export { type OccurrenceWindow, type PlanCalendar } from './roadmap/occurrence-window.ts';
export { shiftDeadline } from './roadmap/shift.ts';
export {
  roadmapLevels,
  roadmapStates,
  type RoadmapLevel,
  type RoadmapState,
} from './roadmap/roadmap-level.ts';
