/** How a meeting was held. @clause domain 4.1 Meeting */
export const meetingModes = ['inPerson', 'video', 'chat', 'phone'] as const;
export type MeetingMode = (typeof meetingModes)[number];

/** How soon a mentee needs an answer to a help request. */
export const helpUrgencies = ['whenPossible', 'thisWeek', 'today'] as const;
export type HelpUrgency = (typeof helpUrgencies)[number];
