/** Kinds of acts on which mentoring stands. @clause domain 4.1 LegalAct */
export const legalActTypes = [
  'order',
  'regulation',
  'roadmapAct',
  'payRegulation',
  'collectiveAgreement',
  'directive',
  'partnerAgreement',
  'councilRegulation',
  'programme',
] as const;
export type LegalActType = (typeof legalActTypes)[number];

export const legalActLevels = ['federal', 'regional', 'municipal', 'organisation'] as const;
export type LegalActLevel = (typeof legalActLevels)[number];

/** Life of an act. @clause domain 4.4 (g) */
export const legalActStates = [
  'draft',
  'onOpinion',
  'signed',
  'registered',
  'inForce',
  'amended',
  'repealed',
] as const;
export type LegalActState = (typeof legalActStates)[number];
