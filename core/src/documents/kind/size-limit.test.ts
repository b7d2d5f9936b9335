import * as A from '@automerge/automerge/slim';
import { beforeAll, expect, it } from 'vitest';
import { commandContext, initializeAutomergeForTests } from '../../testing/index.ts';
import {
  notesCommands,
  pairCommands,
  programmeCommands,
  registerCommands,
  sizeLimit,
  startDocument,
  type DocumentKindName,
  type Draft,
} from '../index.ts';

beforeAll(initializeAutomergeForTests);

const context = commandContext(6);
const paragraph = 'Посетили урок, разобрали этап рефлексии, договорились о следующей встрече. ';
const weeks = 38;

/** A school year of one document, one change per act, as people make them. */
const years: Partial<Record<DocumentKindName, (draft: Draft, week: number) => void>> = {
  pair: (draft, week) => {
    const words = { topic: 'Разбор урока', agreedSummary: paragraph, nextTask: paragraph };
    const participantIds = { [context.personId]: true };
    pairCommands.meetings.log(draft, { mode: 'inPerson', participantIds, ...words }, context);
    if (week % 4 === 0) {
      const asked = { text: paragraph, urgency: 'thisWeek' } as const;
      const request = pairCommands.helpRequests.add(draft, asked, context);
      if (request.ok) {
        pairCommands.helpRequests.answer(draft, { id: request.value, answer: paragraph }, context);
      }
    }
  },
  programme: (draft, week) => {
    const added = programmeCommands.activities.add(
      draft,
      { title: `Занятие ${week}`, kind: 'consultation', expectedResult: paragraph },
      context,
    );
    if (!added.ok) return;
    const { value: id } = added;
    programmeCommands.activities.edit(draft, { id, changes: { actualResult: paragraph } });
    programmeCommands.activities.advance(draft, { id, event: 'submit' }, context);
    programmeCommands.activities.advance(draft, { id, event: 'accept' }, context);
    const note = { activityId: id, kind: 'note', text: paragraph } as const;
    programmeCommands.activities.addEvidence(draft, note, context);
    programmeCommands.edit(draft, { goal: paragraph.repeat(1 + (week % 5)) });
  },
  notes: (draft) => {
    for (let index = 0; index < 6; index += 1) {
      notesCommands.notes.add(draft, { text: paragraph }, context);
    }
  },
  register: (draft, week) => {
    const input = { as: 'mentee', state: 'approved', enteredOn: '2026-09-01' } as const;
    for (let index = 0; index < 4; index += 1) {
      const { personId } = commandContext(1_000 + week * 4 + index);
      registerCommands.entries.add(
        draft,
        { ...input, personId, enteredOn: input.enteredOn as never, remarks: paragraph },
        context,
      );
    }
  },
};

it.each(Object.entries(years))('[C10] a year of %s stays under four fifths', (name, act) => {
  const kind = name as DocumentKindName;
  let doc = startDocument(kind);
  for (let week = 0; week < weeks; week += 1) {
    doc = A.change<Draft>(doc, (draft) => act(draft, week));
  }
  const bytes = A.save(doc).length;
  expect(bytes).toBeGreaterThan(1_000);
  expect(bytes).toBeLessThan(sizeLimit(kind) * 0.8);
});
