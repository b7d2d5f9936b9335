import { checkProgrammeDuration, type PlainDate } from '../../../domain/index.ts';
import { fail, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { addVersion } from '../../fields/writing/add-version.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { editEntity, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import { writeRecord, type Draft } from '../../fields/writing/write-record.ts';
import { activityCommands } from './activity-commands.ts';
import { programmeSchema } from './schema.ts';

const { fields } = programmeSchema;
const marks = collection('marks', fields.marks);
const remarks = collection('remarks', fields.remarks);

/**
 * Start and end together, three months to one year apart.
 *
 * @clause INV-01, AC-000-4
 */
function setPeriod(
  draft: Draft,
  { start, end }: { readonly start: string; readonly end: string },
): Result<void, Refusal> {
  const duration = checkProgrammeDuration(start, end);
  if (!duration.ok) return duration;
  return writeRecord(draft, [], programmeSchema, { start, end });
}

/** A turn of the programme's life. An ending says how it ended or why. @clause domain 4.4 (c) */
function mark(
  draft: Draft,
  input: EntityInput<typeof fields.marks.value.fields>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  if (input.kind === 'completed' && input.result === undefined) {
    return fail({ code: 'text-required' });
  }
  if (input.kind === 'terminated' && (input.reason ?? '').trim() === '') {
    return fail({ code: 'text-required' });
  }
  return marks.add(draft, input, context);
}

/** The one who acts remarks on the programme or on one entity of it. */
function addRemark(
  draft: Draft,
  input: { readonly text: string; readonly aboutId?: ItemId },
  context: CommandContext,
): Result<ItemId, Refusal> {
  if (input.text.trim() === '') return fail({ code: 'text-required' });
  return remarks.add(draft, { ...input, authorId: context.personId }, context);
}

function settleRemark(
  draft: Draft,
  { id, isSettled }: { readonly id: string; readonly isSettled: boolean },
  context: CommandContext,
): Result<void, Refusal> {
  const settledAtMs = isSettled ? context.clock.nowMs() : undefined;
  return editEntity(draft, ['remarks'], fields.remarks, id, { settledAtMs });
}

/** Closes a difficulty by date, or opens it again with `on` left out. */
function resolveDifficulty(
  draft: Draft,
  { id, on, note }: { readonly id: string; readonly on?: PlainDate; readonly note?: string },
): Result<void, Refusal> {
  return editEntity(draft, ['difficulties'], fields.difficulties, id, {
    resolvedOn: on,
    ...(note === undefined ? {} : { resolutionNote: note }),
  });
}

export const programmeCommands = {
  /** Everything of the root but the period, which has a rule of its own. */
  edit: editFields(programmeSchema, [
    'pairId',
    'title',
    'goal',
    'forms',
    'kinds',
    'isOffered',
    'evaluation',
  ]),
  setPeriod,
  tasks: collection('tasks', fields.tasks),
  difficulties: { ...collection('difficulties', fields.difficulties), resolve: resolveDifficulty },
  strengths: collection('strengths', fields.strengths),
  activities: activityCommands,
  results: collection('results', fields.results),
  marks: { ...marks, add: mark },
  remarks: { ...remarks, add: addRemark, settle: settleRemark },
  addVersion,
} as const;
