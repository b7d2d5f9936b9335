import { describe, expect, it } from 'vitest';
import { isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { programmeState, type ContentSignature, type ProgrammeFacts } from './state.ts';

function day(text: string): PlainDate {
  if (!isPlainDate(text)) throw new TypeError(text);
  return text;
}

const today = day('2026-10-01');
const sign = (personId: string, contentDigest = 'v1', on = '2026-09-10'): ContentSignature => ({
  personId,
  contentDigest,
  on: day(on),
});
const draft: ProgrammeFacts = {
  mentorId: 'mentor',
  menteeIds: ['mentee'],
  start: '2026-09-15',
  end: '2027-05-31',
  contentDigest: 'v1',
  isOffered: false,
  agreements: [],
  approvals: [],
  marks: [],
};
const agreed = { ...draft, agreements: [sign('mentor'), sign('mentee')] };
const approved = { ...agreed, approvals: [sign('curator')] };
const stateOf = (facts: ProgrammeFacts, on = today): string => programmeState(facts, on).state;

describe('state of a programme', () => {
  it('goes from draft to its result', () => {
    expect(stateOf(draft)).toBe('draft');
    expect(stateOf({ ...draft, isOffered: true })).toBe('jointReview');
    expect(stateOf(agreed)).toBe('agreed');
    expect(stateOf(approved, day('2026-09-14'))).toBe('approved');
    expect(stateOf(approved)).toBe('implementing');
    const opened = { kind: 'evaluationOpened', on: day('2026-09-20') } as const;
    const closed = { kind: 'evaluationClosed', on: day('2026-09-25') } as const;
    expect(stateOf({ ...approved, marks: [opened] })).toBe('evaluating');
    expect(stateOf({ ...approved, marks: [closed, opened] })).toBe('implementing');
    const completed = { kind: 'completed', on: today, result: 'partly' } as const;
    expect(programmeState({ ...approved, marks: [completed] }, today)).toMatchObject({
      state: 'completed',
      result: 'partly',
      problems: [],
    });
    const terminated = { kind: 'terminated', on: today, reason: 'moved' } as const;
    expect(stateOf({ ...draft, marks: [terminated] })).toBe('terminated');
  });

  it('[INV-28] is not agreed without the mentee, whoever else signed', () => {
    const signatures = [sign('mentor'), sign('curator'), sign('head')];
    const standing = programmeState(
      { ...draft, agreements: signatures, approvals: [sign('curator')] },
      today,
    );
    expect(standing).toMatchObject({ state: 'jointReview', waitingFor: ['mentee'] });
    expect(standing.approvedDigest).toBeUndefined();
  });

  it('[INV-28] a group is agreed when every mentee signed', () => {
    const group = { ...agreed, menteeIds: ['mentee', 'second'] };
    expect(programmeState(group, today)).toMatchObject({
      state: 'jointReview',
      waitingFor: ['second'],
    });
    expect(stateOf({ ...group, agreements: [...group.agreements, sign('second')] })).toBe('agreed');
  });

  it('[INV-20] an edit leaves the text unsigned and says who signed the earlier one', () => {
    expect(programmeState({ ...agreed, contentDigest: 'v2' }, today)).toMatchObject({
      state: 'jointReview',
      waitingFor: ['mentor', 'mentee'],
      signedEarlier: ['mentor', 'mentee'],
    });
  });

  it('[INV-19] a correction keeps the approved version standing until both agree again', () => {
    const edited = { ...approved, contentDigest: 'v2' };
    expect(programmeState(edited, today)).toMatchObject({
      state: 'correcting',
      approvedDigest: 'v1',
    });
    const resigned = {
      ...edited,
      agreements: [...edited.agreements, sign('mentor', 'v2'), sign('mentee', 'v2')],
      approvals: [...edited.approvals, sign('curator', 'v2', '2026-09-20')],
    };
    expect(programmeState(resigned, today)).toMatchObject({
      state: 'implementing',
      approvedDigest: 'v2',
    });
  });

  it('[INV-20] signatures over different texts do not add up', () => {
    const mixed = { ...draft, agreements: [sign('mentor', 'v1'), sign('mentee', 'v0')] };
    expect(stateOf(mixed)).toBe('jointReview');
  });

  it('[INV-01] a merge that makes it too long is shown, not corrected', () => {
    expect(programmeState({ ...approved, end: '2027-12-31' }, today)).toMatchObject({
      state: 'implementing',
      problems: [{ kind: 'duration', code: 'programme-too-long' }],
    });
  });

  it('a curator who is the mentor is shown as a party to the approval', () => {
    expect(programmeState({ ...agreed, approvals: [sign('mentor')] }, today).problems).toEqual([
      { kind: 'approverIsParty', personId: 'mentor' },
    ]);
  });
});
