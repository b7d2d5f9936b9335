import {
  consentEvents,
  endReasons,
  helpUrgencies,
  matchTopics,
  meetingModes,
  mentoringForms,
  mentoringKinds,
  signingMethods,
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
  setOf,
  text,
  wholeNumber,
} from '../../fields/build.ts';
import {
  documentKey,
  documentRef,
  itemRef,
  logKey,
  personKey,
  personRef,
} from '../../fields/keys.ts';

export const pairDocumentParts = ['programme', 'approvals', 'petition'] as const;
export const orderPurposes = ['start', 'end'] as const;
export const pairConsentKinds = ['beMentor', 'beMentee'] as const;

/**
 * One pair or group. Its state is never stored: it is derived from consents, orders and the
 * approvals over this document.
 *
 * @clause domain 4.1 Pair, 4.4 (b)
 */
export const pairSchema = record({
  form: optional(choice(mentoringForms)),
  isGroup: optional(flag()),
  kinds: choices(mentoringKinds),
  topics: choices(matchTopics),
  mentorId: optional(personRef()),
  menteeIds: setOf(personKey),
  /** More than one: the pair crosses organisations. */
  organisationIds: setOf(logKey),
  /** The documents of this pair and what each is to it. */
  documents: mapOf(documentKey, choice(pairDocumentParts)),
  rationale: text(),
  plannedStart: optional(date()),
  plannedEnd: optional(date()),
  /** Day on which the pair was recorded as working. */
  startedOn: optional(date()),
  /** The pair with exchanged roles, and the pair that came after this one. */
  reverseOf: optional(documentRef()),
  replacedBy: optional(documentRef()),
  /** Consents that were given on paper; those given in the product are approvals. */
  consents: entities({
    personId: personRef(),
    kind: choice(pairConsentKinds),
    event: choice(consentEvents),
    on: date(),
    method: choice(signingMethods),
    note: text(1_000),
  }),
  /** Orders of the head by number and date, with the act's entry in `organisation` if there is one. */
  orders: entities({
    purpose: choice(orderPurposes),
    number: label(60),
    date: date(),
    /** Day from which it holds. */
    from: date(),
    /** True where the signed original is on paper; a signature in the product is an approval. */
    isSignedOnPaper: flag(),
    actId: optional(itemRef()),
  }),
  meetings: entities({
    atMs: instantMs(),
    durationMin: optional(wholeNumber(1, 1_440)),
    mode: choice(meetingModes),
    participantIds: setOf(personKey),
    topic: text(1_000),
    agreedSummary: text(),
    nextTask: text(),
    nextMeetingAtMs: optional(instantMs()),
  }),
  helpRequests: entities({
    menteeId: personRef(),
    text: text(),
    urgency: choice(helpUrgencies),
    answer: text(),
    answeredAtMs: optional(instantMs()),
    activityId: optional(itemRef()),
  }),
  endings: entities({
    reason: choice(endReasons),
    on: date(),
    orderId: optional(itemRef()),
    note: text(),
  }),
});
