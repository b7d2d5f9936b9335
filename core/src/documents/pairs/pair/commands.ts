import { checkParticipants, type EndReason } from '../../../domain/index.ts';
import {
  fail,
  type DocumentId,
  type ItemId,
  type Refusal,
  type Result,
} from '../../../kernel/index.ts';
import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { entityAt, type CommandContext } from '../../fields/entities/entity.ts';
import type { EntityInput, RecordChanges } from '../../fields/entities/entity-input.ts';
import { readField } from '../../fields/reading/read-field.ts';
import { containerAt, writeRecord, type Draft } from '../../fields/writing/write-record.ts';
import { helpRequestCommands } from './help-request-commands.ts';
import { meetingCommands } from './meeting-commands.ts';
import { pairSchema, type pairDocumentParts } from './schema.ts';

const { fields } = pairSchema;
const endings = collection('endings', fields.endings);

type Details = RecordChanges<
  Pick<
    typeof fields,
    'form' | 'kinds' | 'topics' | 'rationale' | 'plannedStart' | 'plannedEnd' | 'organisationIds'
  >
>;

interface Forming extends Details {
  readonly isGroup: boolean;
  readonly mentorId: string;
  readonly menteeIds: readonly string[];
}

/**
 * Sets who the pair binds and what it is for; persons who are not named any more leave it.
 *
 * @clause INV-07, INV-08
 */
function form(draft: Draft, { menteeIds, ...rest }: Forming): Result<void, Refusal> {
  const composition = checkParticipants({ ...rest, menteeIds });
  if (!composition.ok) return composition;
  const standing = readField(fields.menteeIds, containerAt(draft, ['menteeIds']), []) ?? {};
  const members = Object.fromEntries([
    ...Object.keys(standing).map((id) => [id, false]),
    ...menteeIds.map((id) => [id, true]),
  ]) as Record<string, boolean>;
  return writeRecord(draft, [], pairSchema, { ...rest, menteeIds: members });
}

/** Replacement and release end a pair by order only. @clause INV-22 */
function end(
  draft: Draft,
  input: EntityInput<typeof fields.endings.value.fields>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const needsOrder: readonly EndReason[] = ['replaced', 'released'];
  const order =
    input.orderId === undefined
      ? undefined
      : entityAt(draft, ['orders'], fields.orders, input.orderId);
  if (input.orderId !== undefined && order?.purpose !== 'end') return fail({ code: 'not-found' });
  if (needsOrder.includes(input.reason) && order === undefined) {
    return fail({ code: 'order-required' });
  }
  return endings.add(draft, input, context);
}

/** Notes which document is what to this pair. */
function linkDocument(
  draft: Draft,
  {
    documentId,
    part,
  }: { readonly documentId: DocumentId; readonly part: (typeof pairDocumentParts)[number] },
): Result<void, Refusal> {
  return writeRecord(draft, [], pairSchema, { documents: { [documentId]: part } });
}

export const pairCommands = {
  form,
  edit: editFields(pairSchema, [
    'form',
    'kinds',
    'topics',
    'organisationIds',
    'rationale',
    'plannedStart',
    'plannedEnd',
    'startedOn',
    'reverseOf',
    'replacedBy',
  ]),
  linkDocument,
  end,
  endings,
  consents: collection('consents', fields.consents),
  orders: collection('orders', fields.orders),
  meetings: meetingCommands,
  helpRequests: helpRequestCommands,
} as const;
