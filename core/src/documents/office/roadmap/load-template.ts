import type { Deadline, YearKind } from '../../../domain/index.ts';
import { fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import { encodeField } from '../../fields/writing/encode-field.ts';
import { addEntity, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import type { RecordField } from '../../fields/field.ts';
import { containerAt, writeRecord, type Draft } from '../../fields/writing/write-record.ts';
import { roadmapSchema } from './schema.ts';

const rowsField = roadmapSchema.fields.rows;

/** A plan template as `@nastavnik/core/plans` gives it. */
export interface LoadableTemplate {
  readonly code: string;
  readonly title: string;
  readonly yearKind: YearKind;
  readonly period: { readonly start: string; readonly end?: string | undefined };
  readonly columns: readonly {
    readonly field: string;
    readonly name: string;
    readonly group?: string | undefined;
  }[];
  readonly rows: readonly LoadableRow[];
}

export interface LoadableRow {
  readonly id: string;
  readonly rowNo: string;
  readonly isHeading?: boolean | undefined;
  readonly section?: string | undefined;
  readonly title: string;
  readonly expectedResult?: string | undefined;
  readonly deadline: Deadline;
  readonly responsible?: string | undefined;
  readonly responsibleMunicipal?: string | undefined;
  readonly responsibleOrganisation?: string | undefined;
  readonly functionIds: readonly string[];
}

/**
 * Fills an empty roadmap from a template: every row letter for letter, with its source kept beside
 * what people may correct. A roadmap that has rows already is refused, so that two loads cannot
 * double a plan. @clause AC-000-1, AC-001-1
 */
export function loadTemplate(
  draft: Draft,
  { template }: { readonly template: LoadableTemplate },
  context: CommandContext,
): Result<void, Refusal> {
  const rows = containerAt(draft, ['rows']);
  if (rows === undefined) return fail({ code: 'not-found' });
  if (Object.keys(rows).length > 0) return fail({ code: 'already-entered' });
  const inputs = template.rows.map(rowInput);
  const misfit = inputs.map(checkRow).find(({ ok: fits }) => !fits);
  if (misfit?.ok === false) return misfit;
  const head = writeRecord(draft, [], roadmapSchema, {
    title: template.title,
    templateCode: template.code,
    columns: template.columns.map(compact),
    yearKind: template.yearKind,
    periodStart: template.period.start,
    ...(template.period.end === undefined ? {} : { periodEnd: template.period.end }),
  });
  if (!head.ok) return head;
  for (const input of inputs) {
    const added = addEntity(draft, ['rows'], rowsField, input, context);
    if (!added.ok) return added;
  }
  return ok(undefined);
}

type RowInput = EntityInput<typeof rowsField.value.fields>;

function rowInput(row: LoadableRow): RowInput {
  return {
    ...(row.rowNo === '' ? {} : { rowNo: row.rowNo }),
    section: row.section,
    isHeading: row.isHeading === true,
    title: row.title,
    expectedResult: row.expectedResult,
    deadline: row.deadline,
    responsible: row.responsible,
    responsibleMunicipal: row.responsibleMunicipal,
    responsibleOrganisation: row.responsibleOrganisation,
    functionIds: [...row.functionIds],
    source: compact({
      id: row.id,
      rowNo: row.rowNo,
      section: row.section,
      title: row.title,
      expectedResult: row.expectedResult,
      deadline: row.deadline.verbatim,
      responsible: row.responsible,
      responsibleMunicipal: row.responsibleMunicipal,
      responsibleOrganisation: row.responsibleOrganisation,
    }),
  };
}

/** Every row is tried before the first is written: half a plan would pass for a whole one. */
const checkRow = (input: RowInput): Result<unknown, Refusal> =>
  encodeField(rowsField.value as RecordField, { ...input, createdAtMs: 0, orderKey: 'a0' });

/** The same object without names that hold `undefined`, which JSON does not have. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as T;
