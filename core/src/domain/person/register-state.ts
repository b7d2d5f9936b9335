/** As what a person stands in the register of an organisation. */
export const registerParts = ['mentor', 'mentee'] as const;
export type RegisterPart = (typeof registerParts)[number];

/** State of a register entry. Leaving closes an entry by date, never by deletion (INV-30). */
export const registerStates = ['proposed', 'approved', 'paused', 'left'] as const;
export type RegisterState = (typeof registerStates)[number];
