/**
 * Roles a membership log may give, with the identifiers of the role table.
 *
 * @clause domain 3.1, 3.2
 */
export const roles = [
  'mentor',
  'mentee',
  'curator',
  'orgHead',
  'mentorCouncil',
  'psychologist',
  'systemAdmin',
  'municipalAuthority',
  'municipalOperator',
  'regionalInstitute',
  'tutor',
  'unionRep',
  'observer',
] as const;

export type Role = (typeof roles)[number];

/** Roles that exist only in a district's log. */
export const districtRoles = [
  'municipalAuthority',
  'municipalOperator',
  'regionalInstitute',
  'observer',
] as const satisfies readonly Role[];
