/** What a person is to the organisation. A pupil takes part only with a guardian's consent. */
export const personKinds = ['employee', 'external', 'pupil'] as const;
export type PersonKind = (typeof personKinds)[number];

export const educations = ['pedagogical', 'nonPedagogical'] as const;
export type Education = (typeof educations)[number];

/** Qualification categories; the last two are the posts of methodist and of teacher-mentor. */
export const qualificationCategories = [
  'none',
  'first',
  'highest',
  'teacherMethodist',
  'teacherMentor',
] as const;
export type QualificationCategory = (typeof qualificationCategories)[number];
