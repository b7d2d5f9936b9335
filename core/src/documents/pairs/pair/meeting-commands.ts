import type { MeetingMode } from '../../../domain/index.ts';
import { fail, type ItemId, type Refusal, type Result } from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import type { CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput } from '../../fields/entities/entity-input.ts';
import { readField } from '../../fields/reading/read-field.ts';
import { containerAt, type Draft } from '../../fields/writing/write-record.ts';
import { pairSchema } from './schema.ts';

const { fields } = pairSchema;
const meetings = collection('meetings', fields.meetings);

type MeetingInput = EntityInput<typeof fields.meetings.value.fields>;

/**
 * A meeting in two taps: how it was held, and that it was. It took place now, with everybody of
 * the pair, unless said otherwise; words can follow later by `edit`.
 */
function log(
  draft: Draft,
  { mode, ...rest }: Partial<MeetingInput> & { readonly mode: MeetingMode },
  context: CommandContext,
): Result<ItemId, Refusal> {
  const participantIds = rest.participantIds ?? everybody(draft);
  if (!Object.values(participantIds).includes(true)) return fail({ code: 'text-required' });
  const atMs = rest.atMs ?? context.clock.nowMs();
  return meetings.add(draft, { ...rest, mode, atMs, participantIds }, context);
}

function everybody(draft: Draft): Readonly<Record<string, boolean>> {
  const root = containerAt(draft, []) ?? {};
  const mentorId =
    root['mentorId'] === undefined
      ? undefined
      : readField(fields.mentorId.field, root['mentorId'], []);
  const mentees = readField(fields.menteeIds, root['menteeIds'], []) ?? {};
  const present = Object.entries(mentees).filter(([, isMember]) => isMember);
  return Object.fromEntries([
    ...(mentorId === undefined ? [] : [[mentorId, true] as const]),
    ...present,
  ]);
}

export const meetingCommands = { ...meetings, log } as const;
