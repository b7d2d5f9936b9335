/**
 * Kinds of mentoring that the regulation names.
 *
 * @clause domain 2 mentoringKind; Reg. 2.3
 */
export const mentoringKinds = [
  'virtual',
  'group',
  'shortTermGoal',
  'reverse',
  'situational',
  'speed',
  'traditional',
] as const;

export type MentoringKind = (typeof mentoringKinds)[number];

/** Kinds a personalised programme may have: speed mentoring is an event. @clause INV-09 */
export const programmeKinds = mentoringKinds.filter((kind) => kind !== 'speed');
