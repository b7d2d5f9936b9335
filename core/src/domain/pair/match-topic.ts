/**
 * What a mentor offers and a mentee asks for.
 *
 * @clause domain 4.1 MatchTopic
 */
export const matchTopics = [
  'subjectContent',
  'teachingMethods',
  'upbringing',
  'lessonsAndExtracurricular',
  'psychPedSupport',
  'workWithParents',
  'additionalEducation',
  'other',
] as const;

export type MatchTopic = (typeof matchTopics)[number];
