/** Whose plan a roadmap is. @clause domain 4.1 Roadmap */
export const roadmapLevels = ['municipal', 'organisation', 'iom', 'programme'] as const;
export type RoadmapLevel = (typeof roadmapLevels)[number];

/** Life of a roadmap as a whole. @clause domain 4.4 (e), INV-15 */
export const roadmapStates = [
  'draft',
  'onAgreement',
  'returned',
  'agreed',
  'approved',
  'inForce',
  'correcting',
  'closed',
] as const;
export type RoadmapState = (typeof roadmapStates)[number];
