import { fail, ok, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { addVersion } from '../../fields/writing/add-version.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { isLive, liveEntities, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput, RecordChanges } from '../../fields/entities/entity-input.ts';
import { checkEvidence } from '../../fields/evidence.ts';
import { readField } from '../../fields/reading/read-field.ts';
import { containerAt, type Draft } from '../../fields/writing/write-record.ts';
import { loadTemplate } from './load-template.ts';
import { roadmapSchema } from './schema.ts';

const { fields } = roadmapSchema;
const rows = collection('rows', fields.rows);
const evidence = collection('evidence', fields.evidence);
const decisions = collection('decisions', fields.decisions);
const openings = collection('openings', fields.openings);

const checkRow = (draft: Draft, rowId: string): Result<void, Refusal> =>
  isLive(draft, ['rows'], rowId) ? ok(undefined) : fail({ code: 'not-found' });

/** Corrects a row; what the source printed stays beside it. @clause AC-001-2 */
function editRow(
  draft: Draft,
  args: {
    readonly id: string;
    readonly changes: Omit<RecordChanges<typeof fields.rows.value.fields>, 'source'>;
  },
): Result<void, Refusal> {
  if (Object.hasOwn(args.changes, 'source')) return fail({ code: 'value-invalid' });
  return rows.edit(draft, args);
}

function addEvidence(
  draft: Draft,
  input: EntityInput<typeof fields.evidence.value.fields>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const row = checkRow(draft, input.rowId);
  if (!row.ok) return row;
  const checked = checkEvidence(input);
  return checked.ok ? evidence.add(draft, input, context) : checked;
}

/** Accepts or returns the evidence of one occurrence; without any it is refused. @clause INV-16 */
function decide(
  draft: Draft,
  input: Omit<EntityInput<typeof fields.decisions.value.fields>, 'personId' | 'atMs'>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const row = checkRow(draft, input.rowId);
  if (!row.ok) return row;
  const attached = readField(fields.evidence, containerAt(draft, ['evidence']), []) ?? {};
  const hasEvidence = liveEntities(attached).some(
    ({ rowId, occurrenceKey }) => rowId === input.rowId && occurrenceKey === input.occurrenceKey,
  );
  if (!hasEvidence) return fail({ code: 'evidence-missing' });
  const said = { personId: context.personId, atMs: context.clock.nowMs() };
  return decisions.add(draft, { ...input, ...said }, context);
}

/** Gives dates to a row that waits for a request or for a plan of its own. @clause AC-001-6 */
function open(
  draft: Draft,
  input: EntityInput<typeof fields.openings.value.fields>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const row = checkRow(draft, input.rowId);
  if (!row.ok) return row;
  if (input.dueOn !== undefined && input.dueOn < input.from) return fail({ code: 'date-invalid' });
  return openings.add(draft, input, context);
}

export const roadmapCommands = {
  edit: editFields(roadmapSchema, [
    'level',
    'title',
    'periodStart',
    'periodEnd',
    'yearKind',
    'state',
    'approval',
  ]),
  loadTemplate,
  rows: { ...rows, edit: editRow },
  evidence: { ...evidence, add: addEvidence },
  decisions: { ...decisions, add: decide },
  openings: { ...openings, add: open },
  addVersion,
} as const;
