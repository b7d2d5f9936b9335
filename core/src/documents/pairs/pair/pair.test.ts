import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import { pairState, type PlainDate } from '../../../domain/index.ts';
import type { PersonId } from '../../../kernel/index.ts';
import { commandContext, initializeAutomergeForTests } from '../../../testing/index.ts';
import { pairCommands, pairFactsOf, readDocument, startDocument, type Draft } from '../../index.ts';

beforeAll(initializeAutomergeForTests);

const curator = commandContext(1);
const mentor = commandContext(2);
const mentee = commandContext(3);
const change = (doc: A.Doc<Draft>, edit: (draft: Draft) => void) => A.change<Draft>(doc, edit);
const fork = (doc: A.Doc<Draft>) => A.clone<Draft>(doc);
const day = (text: string): PlainDate => text as PlainDate;

const formed = () =>
  change(startDocument('pair'), (draft) => {
    const result = pairCommands.form(draft, {
      form: 'teacherTeacher',
      isGroup: false,
      mentorId: mentor.personId,
      menteeIds: [mentee.personId],
    });
    expect(result.ok).toBe(true);
  });

const consent = (draft: Draft, personId: PersonId, kind: 'beMentor' | 'beMentee') =>
  pairCommands.consents.add(
    draft,
    { personId, kind, event: 'give', on: day('2026-09-01'), method: 'paper' },
    curator,
  );

const order = (draft: Draft, purpose: 'start' | 'end' = 'start') =>
  pairCommands.orders.add(
    draft,
    {
      purpose,
      number: '12-од',
      date: day('2026-09-02'),
      from: day('2026-09-03'),
      isSignedOnPaper: true,
    },
    curator,
  );

const stateOf = (doc: A.Doc<Draft>): string => {
  const facts = pairFactsOf(readDocument('pair', doc).value);
  return facts === undefined ? 'unformed' : pairState(facts, day('2026-10-01')).state;
};

describe('forming', () => {
  it.each([
    [false, [mentor.personId], 'mentor-is-mentee', 'INV-08'],
    [false, ['0'.repeat(26), '1'.repeat(26)], 'pair-needs-one-mentee', 'INV-07'],
    [true, ['0'.repeat(26)], 'group-needs-two-mentees', 'INV-07'],
  ])('[INV-07] [INV-08] refuses, group %s', (isGroup, menteeIds, code) => {
    const doc = change(startDocument('pair'), (draft) => {
      const forming = { isGroup, mentorId: mentor.personId, menteeIds };
      expect(pairCommands.form(draft, forming)).toMatchObject({ error: { code } });
    });
    expect(readDocument('pair', doc).value.mentorId).toBeUndefined();
  });

  it('[INV-07] a merge that makes a pair of three is shown to the curator', () => {
    const base = formed();
    const named = (id: string) =>
      change(fork(base), (draft) => {
        const forming = { isGroup: false, mentorId: mentor.personId, menteeIds: [id] };
        pairCommands.form(draft, forming);
      });
    const merged = A.merge<Draft>(named('0'.repeat(26)), named('1'.repeat(26)));
    const { value, problems } = readDocument('pair', merged);
    expect(value.menteeIds).toHaveLength(2);
    expect(problems).toMatchObject([{ rule: 'INV-07', resolver: 'curator' }]);
  });
});

describe('state', () => {
  it('[AC-000-3] [INV-03] is active only with both consents and the order', () => {
    const doc = formed();
    expect(stateOf(doc)).toBe('proposed');
    const one = change(doc, (draft) => void consent(draft, mentor.personId, 'beMentor'));
    expect(stateOf(one)).toBe('consentPending');
    const both = change(one, (draft) => void consent(draft, mentee.personId, 'beMentee'));
    expect(stateOf(both)).toBe('consented');
    expect(stateOf(change(both, (draft) => void order(draft)))).toBe('active');
  });

  it('[AC-000-3] a merge that takes a consent away leaves a visible conflict', () => {
    const active = change(formed(), (draft) => {
      consent(draft, mentor.personId, 'beMentor');
      consent(draft, mentee.personId, 'beMentee');
    });
    const ordered = change(fork(active), (draft) => void order(draft));
    const taken = change(fork(active), (draft) => {
      const { consents } = readDocument('pair', active).value;
      const id = consents.find(({ personId }) => personId === mentee.personId)?.id ?? '';
      expect(pairCommands.consents.remove(draft, { id }, curator).ok).toBe(true);
    });
    expect(stateOf(A.merge<Draft>(ordered, taken))).toBe('conflict');
  });

  it('[INV-22] a replacement needs an order', () => {
    const doc = formed();
    change(doc, (draft) => {
      const ending = { reason: 'replaced', on: day('2026-12-01') } as const;
      expect(pairCommands.end(draft, ending, curator)).toMatchObject({
        error: { code: 'order-required' },
      });
      const made = order(draft, 'end');
      const orderId = made.ok ? made.value : undefined;
      expect(pairCommands.end(draft, { ...ending, orderId }, curator).ok).toBe(true);
    });
  });
});

it('[C9] a meeting is logged in two taps, with everybody and now', () => {
  const doc = change(formed(), (draft) => {
    expect(pairCommands.meetings.log(draft, { mode: 'inPerson' }, mentor).ok).toBe(true);
  });
  expect(readDocument('pair', doc).value.meetings).toMatchObject([
    {
      mode: 'inPerson',
      atMs: mentor.clock.nowMs(),
      participantIds: [mentor.personId, mentee.personId].toSorted(),
    },
  ]);
});
