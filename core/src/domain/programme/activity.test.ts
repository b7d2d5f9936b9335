import { describe, expect, it } from 'vitest';
import { consentEvents, consentStates, nextConsentState } from '../consent/consent.ts';
import { nextPetitionState, petitionStates } from '../petition/petition.ts';
import {
  activityEvents,
  activityEventsFrom,
  activityStatuses,
  isActivityOverdue,
  nextActivityStatus,
} from './activity.ts';

describe('small lives', () => {
  it('an activity is done only after it was submitted and accepted', () => {
    expect(nextActivityStatus('planned', 'start')).toBe('inProgress');
    expect(nextActivityStatus('inProgress', 'submit')).toBe('submitted');
    expect(nextActivityStatus('submitted', 'return')).toBe('inProgress');
    expect(nextActivityStatus('submitted', 'accept')).toBe('done');
    const steps = activityStatuses.flatMap((status) =>
      activityEvents.map((event) => ({ status, event, next: nextActivityStatus(status, event) })),
    );
    expect(steps.filter(({ next }) => next === 'done')).toEqual([
      { status: 'submitted', event: 'accept', next: 'done' },
    ]);
    expect(
      steps.filter(({ status, event, next }) =>
        activityEventsFrom(status).includes(event) ? next === undefined : next !== undefined,
      ),
    ).toEqual([]);
  });

  it('an activity is overdue after its day, unless done or cancelled', () => {
    expect(isActivityOverdue('planned', '2026-10-01', '2026-10-01')).toBe(false);
    expect(isActivityOverdue('planned', '2026-10-01', '2026-10-02')).toBe(true);
    expect(isActivityOverdue('done', '2026-10-01', '2026-10-02')).toBe(false);
    expect(isActivityOverdue('planned', undefined, '2026-10-02')).toBe(false);
  });

  it('a consent can be withdrawn only once given, and asked for again afterwards', () => {
    const beforeWithdrawal = consentStates.filter((state) =>
      consentEvents.some((event) => nextConsentState(state, event) === 'withdrawn'),
    );
    expect(beforeWithdrawal).toEqual(['given']);
    expect(nextConsentState('withdrawn', 'request')).toBe('requested');
    expect(nextConsentState('withdrawn', 'give')).toBeUndefined();
  });

  it('a mentor’s refusal cannot be declined since March 2025; a mentee’s petition can', () => {
    const release = { kind: 'releaseMentor', filedOn: '2026-10-01' } as const;
    const older = { kind: 'releaseMentor', filedOn: '2025-02-28' } as const;
    const replace = { kind: 'replaceMentor', filedOn: '2026-10-01' } as const;
    for (const state of petitionStates) {
      expect(nextPetitionState(release, state, 'decline')).toBeUndefined();
    }
    expect(nextPetitionState(release, 'underReview', 'grant')).toBe('granted');
    expect(nextPetitionState(older, 'underReview', 'decline')).toBe('declined');
    expect(nextPetitionState(replace, 'underReview', 'decline')).toBe('declined');
    expect(nextPetitionState(replace, 'filed', 'grant')).toBeUndefined();
  });
});
