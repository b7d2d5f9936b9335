/**
 * Fields in which difficulties and strengths are diagnosed.
 *
 * @clause domain 4.1 CompetenceDomain
 */
export const competenceDomains = [
  'theoretical',
  'legal',
  'subjectProfessional',
  'psychPedagogical',
  'methodical',
  'ict',
  'digitalisation',
  'extracurricularUpbringing',
  'healthSaving',
] as const;

export type CompetenceDomain = (typeof competenceDomains)[number];
