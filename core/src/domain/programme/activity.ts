/** Kinds of activities of a programme. @clause domain 4.1 Activity */
export const activityKinds = [
  'meeting',
  'lessonVisit',
  'openLesson',
  'consultation',
  'task',
  'reading',
  'training',
  'contest',
  'project',
  'social',
  'innovation',
  'other',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/**
 * Status as it is stored. `overdue` is never stored: it is computed from the due date.
 *
 * @clause domain 4.4 (d)
 */
export const activityStatuses = [
  'planned',
  'inProgress',
  'submitted',
  'done',
  'cancelled',
] as const;
export type ActivityStatus = (typeof activityStatuses)[number];

/** What people do to an activity. */
export const activityEvents = ['start', 'submit', 'accept', 'return', 'cancel', 'reopen'] as const;
export type ActivityEvent = (typeof activityEvents)[number];

const transitions: Readonly<
  Record<ActivityStatus, Partial<Readonly<Record<ActivityEvent, ActivityStatus>>>>
> = {
  planned: { start: 'inProgress', submit: 'submitted', cancel: 'cancelled' },
  inProgress: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { accept: 'done', return: 'inProgress', cancel: 'cancelled' },
  done: { reopen: 'inProgress' },
  cancelled: { reopen: 'planned' },
};

/** Status after an event, or `undefined` where the event means nothing in this status. */
export function nextActivityStatus(
  status: ActivityStatus,
  event: ActivityEvent,
): ActivityStatus | undefined {
  return transitions[status][event];
}

/** Events that lead somewhere from a status, in a fixed order: what a screen offers. */
export function activityEventsFrom(status: ActivityStatus): readonly ActivityEvent[] {
  return activityEvents.filter((event) => transitions[status][event] !== undefined);
}

/** True past the due date while the activity is neither done nor cancelled. Dates `YYYY-MM-DD`. */
export function isActivityOverdue(
  status: ActivityStatus,
  dueOn: string | undefined,
  today: string,
): boolean {
  return dueOn !== undefined && status !== 'done' && status !== 'cancelled' && dueOn < today;
}
