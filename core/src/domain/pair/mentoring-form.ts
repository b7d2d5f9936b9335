/**
 * Role setting of a pair. The regulations name the forms beside one another, also where two mean
 * nearly the same (C-22), so each stays a value of its own.
 *
 * @clause domain 2 mentoringForm; Reg. 2.3
 */
export const mentoringForms = [
  'educatorEducator',
  'headEducator',
  'employerStudent',
  'lecturerYoungTeacher',
  'teacherTeacher',
  'teacherPupil',
  'pupilPupil',
] as const;

export type MentoringForm = (typeof mentoringForms)[number];
