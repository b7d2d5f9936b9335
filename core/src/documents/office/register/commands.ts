import { isPlainDate } from '../../../domain/index.ts';
import { fail, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { editEntity, liveEntities, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import { readField } from '../../fields/reading/read-field.ts';
import { containerAt, type Draft } from '../../fields/writing/write-record.ts';
import { registerSchema } from './schema.ts';

const field = registerSchema.fields.entries;
const entries = collection('entries', field);

/** A person stands once as a mentor and once as a mentee, until the entry is closed. */
function enter(
  draft: Draft,
  input: EntityInput<typeof field.value.fields>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const standing = readField(field, containerAt(draft, ['entries']), []) ?? {};
  const isStanding = liveEntities(standing).some(
    ({ personId, as, state }) => personId === input.personId && as === input.as && state !== 'left',
  );
  if (isStanding) return fail({ code: 'already-entered' });
  return entries.add(draft, input, context);
}

/** «Просмотрено»: the yearly review of an entry. @clause INV-10, AC-000-6 */
function review(
  draft: Draft,
  { id, on }: { readonly id: string; readonly on: string },
): Result<void, Refusal> {
  if (!isPlainDate(on)) return fail({ code: 'date-invalid' });
  return editEntity(draft, ['entries'], field, id, { lastReviewedOn: on });
}

/** Closes an entry by date; it is never deleted for leaving. @clause INV-30 */
function leave(
  draft: Draft,
  { id, on, reason }: { readonly id: string; readonly on: string; readonly reason: string },
): Result<void, Refusal> {
  if (!isPlainDate(on)) return fail({ code: 'date-invalid' });
  return editEntity(draft, ['entries'], field, id, {
    state: 'left',
    leftOn: on,
    leftReason: reason,
  });
}

export const registerCommands = {
  edit: editFields(registerSchema, ['notes']),
  entries: { ...entries, add: enter, review, leave },
} as const;
