/** Why a pair ended or was ended. @clause domain 4.4 (b) */
export const endReasons = [
  'completed',
  'replaced',
  'released',
  'cancelledByEmployer',
  'dismissal',
  'consentWithdrawn',
  'leftOrganisation',
] as const;

export type EndReason = (typeof endReasons)[number];
