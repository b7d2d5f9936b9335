/**
 * Kinds of reports, by the number they have in the analysis of the regulations.
 *
 * @clause domain 6.3
 */
export const reportKinds = [
  'RP-01',
  'RP-02',
  'RP-03',
  'RP-04',
  'RP-05',
  'RP-06',
  'RP-07',
  'RP-08',
  'RP-09',
  'RP-10',
  'RP-11',
  'RP-12',
  'RP-13',
  'RP-14',
  'RP-15',
  'RP-16',
  'RP-17',
  'RP-18',
  'RP-19',
  'RP-20',
  'RP-21',
] as const;
export type ReportKind = (typeof reportKinds)[number];

/** Life of a report. @clause domain 4.4 (j) */
export const reportStates = [
  'collecting',
  'draft',
  'signed',
  'submitted',
  'accepted',
  'returned',
  'consolidated',
  'openVersionPublished',
] as const;
export type ReportState = (typeof reportStates)[number];
