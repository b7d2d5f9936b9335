import { fail, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editEntity, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import type { Draft } from '../../fields/writing/write-record.ts';
import { pairSchema } from './schema.ts';

const field = pairSchema.fields.helpRequests;
const requests = collection('helpRequests', field);

/** The one who acts asks; an empty request says nothing. */
function add(
  draft: Draft,
  input: Omit<EntityInput<typeof field.value.fields>, 'menteeId'>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  if ((input.text ?? '').trim() === '') return fail({ code: 'text-required' });
  return requests.add(draft, { ...input, menteeId: context.personId }, context);
}

function answer(
  draft: Draft,
  { id, answer: words }: { readonly id: string; readonly answer: string },
  context: CommandContext,
): Result<void, Refusal> {
  if (words.trim() === '') return fail({ code: 'text-required' });
  const answeredAtMs = context.clock.nowMs();
  return editEntity(draft, ['helpRequests'], field, id, { answer: words, answeredAtMs });
}

export const helpRequestCommands = { ...requests, add, answer } as const;
