/** Kinds of organisations that take part, schools and partners alike. @clause domain 4.1 */
export const organisationKinds = [
  'general',
  'additional',
  'vocational',
  'preschool',
  'university',
  'culture',
  'sport',
  'enterprise',
  'other',
] as const;

export type OrganisationKind = (typeof organisationKinds)[number];
