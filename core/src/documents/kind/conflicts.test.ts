import * as A from '@automerge/automerge/slim';
import { beforeAll, expect, it } from 'vitest';
import { commandContext, initializeAutomergeForTests } from '../../testing/index.ts';
import { programmeCommands } from '../pairs/programme/commands.ts';
import { readDocument } from './read-document.ts';
import { startDocument } from './start-document.ts';

beforeAll(() => initializeAutomergeForTests());

it('reads a clone whose original is freed, conflicts of nested entities included', () => {
  const context = commandContext(7);
  const doc = A.change(startDocument('programme'), (draft) => {
    programmeCommands.activities.add(draft as object, { title: 'Visit', kind: 'task' }, context);
  });
  const dueOn = (day: string) => (draft: unknown) => {
    const { activities } = draft as { activities: Record<string, { dueOn: unknown }> };
    for (const id of Object.keys(activities)) {
      const activity = activities[id];
      if (activity) activity.dueOn = new A.ImmutableString(day);
    }
  };
  const mine = A.change(A.clone(doc), dueOn('2027-01-01'));
  const other = A.change(A.clone(doc), dueOn('2027-02-01'));
  const merged = A.merge(mine, other);
  const clone = A.clone(merged);
  A.free(merged);
  const { conflicts } = readDocument('programme', clone);
  expect(conflicts.map(({ values }) => new Set(values))).toEqual([
    new Set(['2027-01-01', '2027-02-01']),
  ]);
});
