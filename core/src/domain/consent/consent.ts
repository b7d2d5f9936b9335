/** What is consented to. @clause domain 4.1 Consent */
export const consentKinds = [
  'beMentor',
  'beMentee',
  'helper',
  'personalData',
  'pdPublication',
  'iomShare',
  'personalFileAccess',
  'guardian',
] as const;
export type ConsentKind = (typeof consentKinds)[number];

/** How a consent or an acknowledgement was given; paper means number, date and scan. */
export const signingMethods = ['paper', 'simpleE', 'qualifiedE'] as const;
export type SigningMethod = (typeof signingMethods)[number];

/** Life of a consent. @clause domain 4.4 (h) */
export const consentStates = ['requested', 'given', 'refused', 'withdrawn', 'expired'] as const;
export type ConsentState = (typeof consentStates)[number];

export const consentEvents = ['give', 'refuse', 'withdraw', 'expire', 'request'] as const;
export type ConsentEvent = (typeof consentEvents)[number];

const transitions: Readonly<
  Record<ConsentState, Partial<Readonly<Record<ConsentEvent, ConsentState>>>>
> = {
  requested: { give: 'given', refuse: 'refused', expire: 'expired' },
  given: { withdraw: 'withdrawn', expire: 'expired' },
  refused: { request: 'requested' },
  withdrawn: { request: 'requested' },
  expired: { request: 'requested' },
};

/** State after an event, or `undefined` where the event means nothing in this state. */
export function nextConsentState(
  state: ConsentState,
  event: ConsentEvent,
): ConsentState | undefined {
  return transitions[state][event];
}
