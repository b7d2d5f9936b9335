/**
 * Status of one occurrence of a row. All but the last two are computed from the calendar; those
 * two follow what people recorded.
 *
 * @clause domain 4.4 (e)
 */
export const occurrenceStatuses = [
  'notDue',
  'open',
  'dueSoon',
  'overdue',
  'continuous',
  'waitingForRequest',
  'waitingForDates',
  'notUnderstood',
  'evidenceAttached',
  'accepted',
] as const;
export type OccurrenceStatus = (typeof occurrenceStatuses)[number];

/** What a person decided about the evidence of an occurrence. */
export const evidenceDecisions = ['accepted', 'returned'] as const;
export type EvidenceDecision = (typeof evidenceDecisions)[number];
