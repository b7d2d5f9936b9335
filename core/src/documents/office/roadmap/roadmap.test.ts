import * as A from '@automerge/automerge/slim';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../domain/index.ts';
import { loadPlan, planCodes } from '../../../plans/index.ts';
import { commandContext, initializeAutomergeForTests } from '../../../testing/index.ts';
import {
  readDocument,
  reportOf,
  roadmapCommands,
  rowOccurrences,
  sizeLimit,
  startDocument,
  type Draft,
} from '../../index.ts';

beforeAll(initializeAutomergeForTests);

const curator = commandContext(5);
const change = (doc: A.Doc<Draft>, edit: (draft: Draft) => void) => A.change<Draft>(doc, edit);

const templates = planCodes.map(loadPlan);
const load = (template: (typeof templates)[number]) =>
  change(startDocument('roadmap'), (draft) => {
    expect(roadmapCommands.loadTemplate(draft, { template }, curator).ok).toBe(true);
  });

describe.each(templates.map((template) => [template.code, template] as const))(
  '%s',
  (_code, template) => {
    it('[AC-000-1] [AC-001-1] is loaded row by row, letter for letter', () => {
      const { value, problems } = readDocument('roadmap', load(template));
      expect(problems).toEqual([]);
      expect(value.columns?.map(({ name }) => name)).toEqual(
        template.columns.map(({ name }) => name),
      );
      expect(
        value.rows.map((row) => [row.title, row.expectedResult, row.deadline, row.responsible]),
      ).toEqual(
        template.rows.map((row) => [
          row.title,
          row.expectedResult ?? '',
          row.deadline,
          row.responsible ?? '',
        ]),
      );
      expect(A.save(load(template)).length).toBeLessThan(sizeLimit('roadmap') / 4);
    });
  },
);

describe('a loaded plan', () => {
  it('[AC-001-2] a corrected row keeps what the source printed', () => {
    const [template] = templates;
    if (template === undefined) throw new TypeError('no template');
    const doc = load(template);
    const row = readDocument('roadmap', doc).value.rows[0];
    const edited = change(doc, (draft) => {
      const id = row?.id ?? '';
      expect(roadmapCommands.rows.edit(draft, { id, changes: { title: 'Иначе' } }).ok).toBe(true);
    });
    expect(readDocument('roadmap', edited).value.rows[0]).toMatchObject({
      title: 'Иначе',
      source: { title: template.rows[0]?.title },
    });
  });

  it('[AC-000-1] is not loaded twice', () => {
    const [template] = templates;
    if (template === undefined) throw new TypeError('no template');
    change(load(template), (draft) => {
      expect(roadmapCommands.loadTemplate(draft, { template }, curator)).toMatchObject({
        error: { code: 'already-entered' },
      });
    });
  });

  it('[INV-16] [INV-17] an occurrence is accepted with evidence of its own only', () => {
    const [template] = templates;
    if (template === undefined) throw new TypeError('no template');
    let doc = load(template);
    const day = { today: '2030-01-01' as PlainDate, timeZone: 'Europe/Moscow' };
    const occurrences = (of: A.Doc<Draft>) => {
      const { value } = readDocument('roadmap', of);
      const row = value.rows.find((one) => rowOccurrences(value, one, day)[0]?.start !== undefined);
      if (row === undefined) throw new TypeError('no dated row');
      return { row, list: rowOccurrences(value, row, day) };
    };
    const { row, list } = occurrences(doc);
    const at = { rowId: row.id, occurrenceKey: list[0]?.key ?? '' };
    doc = change(doc, (draft) => {
      const decision = { ...at, decision: 'accepted' } as const;
      expect(roadmapCommands.decisions.add(draft, decision, curator)).toMatchObject({
        error: { code: 'evidence-missing' },
      });
      const note = { ...at, kind: 'note', text: 'приказ в папке 3' } as const;
      expect(roadmapCommands.evidence.add(draft, note, curator).ok).toBe(true);
      expect(roadmapCommands.decisions.add(draft, decision, curator).ok).toBe(true);
    });
    expect(occurrences(doc).list[0]).toMatchObject({ status: 'accepted', accepted: 1 });
    expect(
      reportOf('roadmap', doc).occurrences.filter(({ accepted }) => accepted > 0),
    ).toMatchObject([{ rowId: row.id, occurrence: at.occurrenceKey, attached: 1 }]);
  });
});
