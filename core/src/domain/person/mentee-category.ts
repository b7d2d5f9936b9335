/**
 * The four categories of people who are mentored.
 *
 * @clause domain 3.1; Reg. 1.3
 */
export const menteeCategories = [
  'youngTeacher',
  'experiencedNeedsNewSkill',
  'newInCollective',
  'nonPedagogicalEducation',
] as const;

export type MenteeCategory = (typeof menteeCategories)[number];

/** Why a person needs a mentor now, apart from the category. */
export const menteeReasons = [
  'newToProfession',
  'newInOrg',
  'newPost',
  'afterAttestation',
  'newTechnology',
  'innovation',
  'ownRequest',
] as const;

export type MenteeReason = (typeof menteeReasons)[number];
