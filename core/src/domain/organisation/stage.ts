/**
 * The seven stages of an organisation's yearly mentoring cycle, in order. Stages 2 to 5 may be
 * entered again when a new mentee appears.
 *
 * @clause domain 4.4 (a); Reg. 4
 */
export const stages = [
  'conditions',
  'menteeBase',
  'mentorBase',
  'selectionAndTraining',
  'formingPairs',
  'work',
  'completion',
] as const;

export type Stage = (typeof stages)[number];
