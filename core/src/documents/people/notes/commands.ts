import type { SignedWrap } from '../../../access/keys/signed-wrap.ts';
import { fail, ok, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { editEntity, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import type { Draft } from '../../fields/writing/write-record.ts';
import { notesSchema, slotName, type NoteKeySlot } from './schema.ts';

const field = notesSchema.fields.notes;
const notes = collection('notes', field);

type NoteInput = EntityInput<typeof field.value.fields>;

/** A note says something; its place may be missing, a bare note is still a note. */
function add(draft: Draft, input: NoteInput, context: CommandContext): Result<ItemId, Refusal> {
  if ((input.text ?? '').trim() === '') return fail({ code: 'text-required' });
  return notes.add(draft, input, context);
}

/** Marks a note as dealt with, or opens it again. */
function settle(
  draft: Draft,
  { id, isSettled }: { readonly id: string; readonly isSettled: boolean },
  context: CommandContext,
): Result<void, Refusal> {
  const settledAtMs = isSettled ? context.clock.nowMs() : undefined;
  const written = editEntity(draft, ['notes'], field, id, { settledAtMs });
  return written.ok ? ok(undefined) : written;
}

const editKeys = editFields(notesSchema, ['keys']);

/** Keeps keys of places, each wrapped to one device of the author. */
function keepKeys(
  draft: Draft,
  { keys }: { readonly keys: readonly (NoteKeySlot & { readonly wrapped: SignedWrap })[] },
): Result<void, Refusal> {
  const named = keys.map(({ wrapped, ...slot }) => [slotName(slot), wrapped]);
  return editKeys(draft, { keys: Object.fromEntries(named) });
}

export const notesCommands = {
  keepKeys,
  edit: editFields(notesSchema, ['authorId', 'schoolYear']),
  notes: { ...notes, add, settle },
} as const;
