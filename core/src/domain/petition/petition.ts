/** What a petition asks for. @clause domain 4.1 Petition */
export const petitionKinds = ['replaceMentor', 'releaseMentor', 'changeProgramme'] as const;
export type PetitionKind = (typeof petitionKinds)[number];

/** Life of a petition. @clause domain 4.4 (i) */
export const petitionStates = [
  'filed',
  'registered',
  'underReview',
  'councilOpinion',
  'granted',
  'declined',
  'executed',
  'withdrawn',
] as const;
export type PetitionState = (typeof petitionStates)[number];

export const petitionEvents = [
  'register',
  'review',
  'askCouncil',
  'grant',
  'decline',
  'execute',
  'withdraw',
] as const;
export type PetitionEvent = (typeof petitionEvents)[number];

const transitions: Readonly<
  Record<PetitionState, Partial<Readonly<Record<PetitionEvent, PetitionState>>>>
> = {
  filed: { register: 'registered', withdraw: 'withdrawn' },
  registered: { review: 'underReview', withdraw: 'withdrawn' },
  underReview: {
    askCouncil: 'councilOpinion',
    grant: 'granted',
    decline: 'declined',
    withdraw: 'withdrawn',
  },
  councilOpinion: { grant: 'granted', decline: 'declined', withdraw: 'withdrawn' },
  granted: { execute: 'executed' },
  declined: { execute: 'executed' },
  executed: {},
  withdrawn: {},
};

/** First day of the rule that a mentor's refusal needs only notice. @clause domain 4.4 (b), 11 */
const noticeRuleFrom = '2025-03-01';

/**
 * State after an event, or `undefined` where the event means nothing in this state. A mentor's
 * release that was filed on or after 1 March 2025 cannot be declined: the law gives the mentor the
 * right to refuse.
 *
 * @param petition kind, and date of filing `YYYY-MM-DD`
 */
export function nextPetitionState(
  petition: { readonly kind: PetitionKind; readonly filedOn: string },
  state: PetitionState,
  event: PetitionEvent,
): PetitionState | undefined {
  const isStatutory = petition.kind === 'releaseMentor' && petition.filedOn >= noticeRuleFrom;
  if (event === 'decline' && isStatutory) return undefined;
  return transitions[state][event];
}
