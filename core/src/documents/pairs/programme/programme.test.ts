import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ItemId, KeyId } from '../../../kernel/index.ts';
import { commandContext, initializeAutomergeForTests } from '../../../testing/index.ts';
import {
  contentDigest,
  programmeCommands,
  projectForSignature,
  readDocument,
  startDocument,
  type Draft,
} from '../../index.ts';

beforeAll(initializeAutomergeForTests);

const mentor = commandContext(1);
const mentee = commandContext(2);

type Doc = A.Doc<Draft>;
const change = (doc: Doc, edit: (draft: Draft) => void): Doc => A.change<Draft>(doc, edit);
const fork = (doc: Doc): Doc => A.clone<Draft>(doc);
const merge = (one: Doc, other: Doc): Doc => A.merge<Draft>(fork(one), other);
const read = (doc: Doc) => readDocument('programme', doc);

function withActivity(): { doc: Doc; id: ItemId } {
  let id: ItemId | undefined;
  const doc = change(startDocument('programme'), (draft) => {
    programmeCommands.edit(draft, { goal: 'Научиться вести урок.' });
    const added = programmeCommands.activities.add(
      draft,
      { title: 'Посещение урока', kind: 'lessonVisit' },
      mentor,
    );
    if (added.ok) id = added.value;
  });
  if (id === undefined) throw new TypeError('no activity');
  return { doc, id };
}

describe('the period', () => {
  it.each([
    ['2026-09-01', '2026-11-30', 'programme-too-short'],
    ['2026-09-01', '2027-09-02', 'programme-too-long'],
    ['2026-09-01', '2026-12-01', undefined],
    ['2026-09-01', '2027-09-01', undefined],
    ['2026-02-30', '2026-09-01', 'date-invalid'],
  ])('[AC-000-4] [INV-01] %s to %s', (start, end, code) => {
    let refused: string | undefined;
    const before = startDocument('programme');
    const doc = change(before, (draft) => {
      const result = programmeCommands.setPeriod(draft, { start, end });
      refused = result.ok ? undefined : result.error.code;
    });
    expect(refused).toBe(code);
    expect(read(doc).value.end).toBe(code === undefined ? end : undefined);
    expect(A.getHeads(doc).length === 1 && A.getHeads(doc)[0] === A.getHeads(before)[0]).toBe(
      code !== undefined,
    );
  });

  it('[INV-01] a merge of two periods that do not fit is shown to the curator', () => {
    const base = change(startDocument('programme'), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2026-09-01', end: '2027-05-31' });
    });
    const later = change(fork(base), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2027-04-01', end: '2027-07-31' });
    });
    const shorter = change(fork(base), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2026-09-01', end: '2026-12-31' });
    });
    const { value, problems, conflicts } = read(merge(later, shorter));
    expect(conflicts).toMatchObject([{ path: ['end'] }]);
    expect(conflicts[0]?.values.toSorted()).toEqual(['2026-12-31', '2027-07-31']);
    expect(value.start).toBe('2027-04-01');
    expect(problems).toMatchObject(
      value.end === '2026-12-31'
        ? [{ rule: 'INV-01', code: 'programme-too-short', resolver: 'curator' }]
        : [],
    );
  });

  it('[INV-01] a start from one device and an end from another can lie too close', () => {
    const base = change(startDocument('programme'), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2026-09-01', end: '2027-05-31' });
    });
    const later = change(fork(base), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2027-01-15', end: '2027-05-31' });
    });
    const shorter = change(fork(base), (draft) => {
      programmeCommands.setPeriod(draft, { start: '2026-09-01', end: '2027-01-31' });
    });
    expect(read(merge(later, shorter)).problems).toMatchObject([
      { rule: 'INV-01', code: 'programme-too-short', resolver: 'curator' },
    ]);
  });
});

describe('two offline edits', () => {
  it('[S4] of one text and one activity both survive', () => {
    const { doc, id } = withActivity();
    const one = change(fork(doc), (draft) => {
      programmeCommands.edit(draft, { goal: 'Научиться хорошо вести урок.' });
      programmeCommands.activities.edit(draft, { id, changes: { place: 'кабинет 5' } });
      programmeCommands.activities.advance(draft, { id, event: 'start' }, mentor);
    });
    const other = change(fork(doc), (draft) => {
      programmeCommands.edit(draft, { goal: 'Научиться вести урок. И кружок.' });
      programmeCommands.activities.edit(draft, { id, changes: { expectedResult: 'карта урока' } });
    });
    const left = read(merge(one, other)).value;
    expect(left).toEqual(read(merge(other, one)).value);
    expect(left.goal).toBe('Научиться хорошо вести урок. И кружок.');
    expect(left.activities).toMatchObject([
      { place: 'кабинет 5', status: 'inProgress', expectedResult: 'карта урока' },
    ]);
  });

  it('[C6] an edit of an activity that was deleted meanwhile can be brought back', () => {
    const { doc, id } = withActivity();
    const gone = change(fork(doc), (draft) => {
      programmeCommands.activities.remove(draft, { id }, mentor);
    });
    const edited = change(fork(doc), (draft) => {
      programmeCommands.activities.edit(draft, { id, changes: { title: 'Разбор урока' } });
    });
    const merged = merge(gone, edited);
    expect(read(merged).value.activities).toEqual([]);
    const restored = change(merged, (draft) => {
      programmeCommands.activities.restore(draft, { id });
    });
    expect(read(restored).value.activities).toMatchObject([{ title: 'Разбор урока' }]);
  });

  it('[INV-19] two versions named at once are both kept and numbered alike', () => {
    const { doc } = withActivity();
    const name = (from: Doc, reason: string, by: typeof mentor): Doc =>
      change(fork(from), (draft) => {
        const heads = A.getHeads(from) as never;
        programmeCommands.addVersion(draft, { reason, heads, contentDigest: 'ab'.repeat(32) }, by);
      });
    const [one, other] = [name(doc, 'Срок', mentor), name(doc, 'Цель', mentee)];
    const versions = read(merge(one, other)).value.versions;
    expect(versions.map(({ number }) => number)).toEqual([1, 2]);
    expect(versions).toEqual(read(merge(other, one)).value.versions);
  });
});

describe('an activity', () => {
  it('[C3] moves only along its states', () => {
    const { doc, id } = withActivity();
    const codes: string[] = [];
    const step = (draft: Draft, event: 'accept' | 'submit' | 'return', reason = ''): void => {
      const result = programmeCommands.activities.advance(draft, { id, event, reason }, mentor);
      codes.push(result.ok ? 'ok' : result.error.code);
    };
    const after = change(doc, (draft) => {
      step(draft, 'accept');
      step(draft, 'submit');
      step(draft, 'return');
      step(draft, 'return', 'Нужен разбор');
      step(draft, 'submit');
      step(draft, 'accept');
    });
    expect(codes).toEqual(['step-out-of-turn', 'ok', 'text-required', 'ok', 'ok', 'ok']);
    expect(read(after).value.activities).toMatchObject([
      { status: 'done', statusReason: 'Нужен разбор', checkedBy: mentor.personId },
    ]);
  });

  it('[INV-16] evidence holds what its kind promises', () => {
    const { doc, id } = withActivity();
    change(doc, (draft) => {
      const bare = { activityId: id, kind: 'link', text: 'слова' } as const;
      const refused = programmeCommands.activities.addEvidence(draft, bare, mentor);
      expect(refused).toMatchObject({ ok: false, error: { code: 'evidence-missing' } });
      const whole = { ...bare, url: 'https://example.test/a' };
      expect(programmeCommands.activities.addEvidence(draft, whole, mentor).ok).toBe(true);
    });
  });
});

it('[INV-20] progress leaves a signed content standing, an edit of the plan does not', () => {
  const { doc, id } = withActivity();
  const digest = (of: Doc): string => {
    const projection = projectForSignature('programme', of, 'agree');
    return projection.ok ? contentDigest(projection.value) : 'refused';
  };
  const signed = digest(doc);
  const worked = change(fork(doc), (draft) => {
    programmeCommands.activities.advance(draft, { id, event: 'submit' }, mentee);
    programmeCommands.activities.edit(draft, { id, changes: { actualResult: 'сделано' } });
  });
  expect(digest(worked)).toBe(signed);
  const replanned = change(fork(doc), (draft) => {
    programmeCommands.edit(draft, { goal: 'Другая цель' });
  });
  expect(digest(replanned)).not.toBe(signed);
});

it('[S5] two contexts of one device never give one sequence number twice', () => {
  const author = 'ab'.repeat(16) as KeyId;
  const saved = A.save(startDocument('programme'));
  const contexts = Array.from({ length: 40 }, (_, index) =>
    A.change(A.clone(A.load<Record<string, unknown>>(saved), { author }), (draft) => {
      programmeCommands.edit(draft, { title: `Окно ${index}` });
    }),
  );
  const all = contexts.reduce((merged, next) => A.merge(merged, next));
  const names = A.getChangesMetaSince(all, []).map(({ actor, seq }) => `${actor}/${seq}`);
  expect(new Set(names).size).toBe(names.length);
  expect(A.getActorsForAuthor(all, author)).toHaveLength(40);
});
