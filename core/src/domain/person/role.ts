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

/**
 * Every role of the role table. The ones beyond `roles` stand outside the rights matrix: they take
 * part in events, juries or public pages, and no membership log gives them rights to documents.
 *
 * @clause domain 3.1
 */
export const domainRoles = [
  ...roles,
  'councilChair',
  'municipalCoordinator',
  'regionalMinistry',
  'federalOperator',
  'partnerRep',
  'helper',
  'teacher',
  'eventHost',
  'juryMember',
  'pupil',
  'public',
] as const;

export type DomainRole = (typeof domainRoles)[number];
