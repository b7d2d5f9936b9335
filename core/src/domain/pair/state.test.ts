import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainDate, type PlainDate } from '../calendar/plain-date.ts';
import { consentStates } from '../consent/consent.ts';
import { endReasons } from './ending.ts';
import { mentoringKinds, programmeKinds } from './mentoring-kind.ts';
import type { ConsentFact, OrderFact, PairFacts } from './pair-facts.ts';
import { checkParticipants } from './participants.ts';
import { pairState } from './state.ts';

function day(text: string): PlainDate {
  if (!isPlainDate(text)) throw new TypeError(text);
  return text;
}

const today = day('2026-10-01');
const consent = (personId: string, on = '2026-09-01'): ConsentFact => ({
  personId,
  state: 'given',
  on: day(on),
});
const order: OrderFact = {
  orderId: 'order',
  purpose: 'start',
  isSigned: true,
  from: day('2026-09-15'),
};
const working: PairFacts = {
  isGroup: false,
  mentorId: 'mentor',
  menteeIds: ['mentee'],
  consents: [consent('mentor'), consent('mentee')],
  orders: [order],
  endings: [],
  leavings: [],
  startedOn: day('2026-09-15'),
};
const without = (personId: string): readonly ConsentFact[] =>
  working.consents.filter((fact) => fact.personId !== personId);

describe('state of a pair', () => {
  it('[INV-03] goes from proposed to active with consents and a signed order', () => {
    const { startedOn: _startedOn, ...fresh } = { ...working, orders: [], consents: [] };
    const stateOf = (facts: PairFacts, on = today): string => pairState(facts, on).state;
    const agreed = { ...fresh, consents: working.consents };
    expect(stateOf(fresh)).toBe('proposed');
    expect(pairState({ ...fresh, consents: [consent('mentor')] }, today)).toEqual({
      state: 'consentPending',
      waitingFor: ['mentee'],
    });
    expect(stateOf(agreed)).toBe('consented');
    expect(stateOf({ ...agreed, orders: [{ ...order, isSigned: false }] })).toBe('orderDrafted');
    expect(stateOf({ ...agreed, orders: [order] }, day('2026-09-10'))).toBe('awaitingStart');
    expect(pairState(working, today)).toEqual({ state: 'active', since: '2026-09-15' });
  });

  it.each([
    ['order', { ...working, orders: [] }, { kind: 'orderMissing' }],
    [
      'signature of the order',
      { ...working, orders: [{ ...order, isSigned: false }] },
      { kind: 'orderMissing' },
    ],
    [
      'consent of the mentor',
      { ...working, consents: without('mentor') },
      { kind: 'mentorConsentMissing', personId: 'mentor' },
    ],
    [
      'consent of the mentee',
      { ...working, consents: without('mentee') },
      { kind: 'menteeConsentMissing', personId: 'mentee' },
    ],
  ])(
    '[AC-000-3] [INV-03] a merge that takes away the %s is a conflict',
    (_name, facts, problem) => {
      const before = JSON.stringify(facts);
      expect(pairState(facts, today)).toEqual({ state: 'conflict', problems: [problem] });
      expect(JSON.stringify(facts)).toBe(before);
      expect(
        pairState({ ...facts, consents: working.consents, orders: [order] }, today).state,
      ).toBe('active');
    },
  );

  it('[AC-000-3] an order alone, never started, is a conflict too', () => {
    const { startedOn: _startedOn, ...ordered } = working;
    expect(pairState({ ...ordered, consents: [] }, today).state).toBe('conflict');
  });

  it('[INV-03] a consent dated after the start does not make a pair active', () => {
    const late = { ...working, consents: [consent('mentor'), consent('mentee', '2026-09-16')] };
    expect(pairState(late, today)).toEqual({
      state: 'conflict',
      problems: [{ kind: 'consentAfterStart', personId: 'mentee', on: '2026-09-16' }],
    });
  });

  it('[INV-03] a withdrawn consent ends the pair from its day', () => {
    const withdrawn: ConsentFact = {
      personId: 'mentee',
      state: 'withdrawn',
      on: day('2026-09-20'),
    };
    expect(pairState({ ...working, consents: [...working.consents, withdrawn] }, today)).toEqual({
      state: 'ended',
      reason: 'consentWithdrawn',
      on: '2026-09-20',
    });
  });

  it('a refusal is named, and is not a conflict', () => {
    const refusal: ConsentFact = { personId: 'mentee', state: 'refused', on: day('2026-09-02') };
    const { startedOn: _startedOn, ...fresh } = working;
    const facts = { ...fresh, orders: [], consents: [consent('mentor'), refusal] };
    expect(pairState(facts, today)).toEqual({ state: 'refused', by: ['mentee'] });
  });

  it('[INV-07] counts the mentees of pairs and groups', () => {
    const codeOf = (isGroup: boolean, menteeIds: readonly string[]): string | undefined => {
      const checked = checkParticipants({ isGroup, mentorId: 'mentor', menteeIds });
      return checked.ok ? undefined : checked.error.code;
    };
    expect(codeOf(false, ['a'])).toBeUndefined();
    expect(codeOf(true, ['a', 'b'])).toBeUndefined();
    expect(codeOf(false, [])).toBe('pair-needs-one-mentee');
    expect(codeOf(false, ['a', 'b'])).toBe('pair-needs-one-mentee');
    expect(codeOf(true, ['a'])).toBe('group-needs-two-mentees');
    expect(codeOf(true, ['a', 'a'])).toBe('group-needs-two-mentees');
    expect(pairState({ ...working, menteeIds: ['mentee', 'other'] }, today).state).toBe('conflict');
  });

  it('[INV-08] nobody mentors themself', () => {
    const facts = { ...working, menteeIds: ['mentor'] };
    expect(pairState(facts, today)).toMatchObject({
      state: 'conflict',
      problems: [{ kind: 'participants', code: 'mentor-is-mentee' }],
    });
  });

  it('[INV-09] speed mentoring is no kind of a programme', () => {
    expect(mentoringKinds).toContain('speed');
    expect(programmeKinds).toEqual(mentoringKinds.filter((kind) => kind !== 'speed'));
  });

  it('[INV-22] a replaced pair ends by order, and without one says so', () => {
    const ending = { reason: 'replaced', on: day('2026-09-30'), orderId: 'end' } as const;
    const endOrder: OrderFact = { ...order, orderId: 'end', purpose: 'end' };
    expect(pairState({ ...working, endings: [ending] }, today)).toEqual({
      state: 'conflict',
      problems: [{ kind: 'endOrderMissing', reason: 'replaced' }],
    });
    expect(pairState({ ...working, endings: [ending], orders: [order, endOrder] }, today)).toEqual({
      state: 'ended',
      reason: 'replaced',
      on: '2026-09-30',
    });
  });

  it('[INV-30] leaving the organisation ends a pair by date, not before it', () => {
    const facts = { ...working, leavings: [{ personId: 'mentor', on: day('2026-09-25') }] };
    expect(pairState(facts, day('2026-09-24'))).toEqual({
      state: 'active',
      since: '2026-09-15',
      endsOn: '2026-09-25',
    });
    expect(pairState(facts, today)).toEqual({
      state: 'ended',
      reason: 'leftOrganisation',
      on: '2026-09-25',
    });
  });

  it('[INV-03] no merged facts throw, and active always has all three', () => {
    const people = fc.constantFrom('mentor', 'mentee', 'other');
    const days = fc.constantFrom('2026-08-01', '2026-09-15', '2026-10-01', '2027-01-01').map(day);
    const facts: fc.Arbitrary<PairFacts> = fc
      .record({
        isGroup: fc.boolean(),
        mentorId: people,
        menteeIds: fc.array(people, { maxLength: 3 }),
        consents: fc.array(
          fc.record({ personId: people, state: fc.constantFrom(...consentStates), on: days }),
        ),
        orders: fc.array(
          fc.record({
            orderId: fc.constantFrom('a', 'b'),
            purpose: fc.constantFrom('start' as const, 'end' as const),
            isSigned: fc.boolean(),
            from: days,
          }),
        ),
        endings: fc.array(
          fc.record({
            reason: fc.constantFrom(...endReasons),
            on: days,
            orderId: fc.constant('a'),
          }),
        ),
        leavings: fc.array(fc.record({ personId: people, on: days })),
        startedOn: fc.option(days, { nil: undefined }),
      })
      .map(({ startedOn, ...rest }) => (startedOn === undefined ? rest : { ...rest, startedOn }));
    fc.assert(
      fc.property(facts, days, (anyFacts, on) => {
        if (pairState(anyFacts, on).state !== 'active') return;
        expect(checkParticipants(anyFacts).ok).toBe(true);
        expect(
          anyFacts.orders.some(({ isSigned, purpose }) => isSigned && purpose === 'start'),
        ).toBe(true);
        for (const personId of [anyFacts.mentorId, ...anyFacts.menteeIds]) {
          expect(
            anyFacts.consents.some((fact) => fact.personId === personId && fact.state === 'given'),
          ).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
