import {
  createId,
  fail,
  ok,
  type ItemId,
  type Refusal,
  type Result,
} from '../../../kernel/index.ts';
import { encodeField } from '../../fields/writing/encode-field.ts';
import type { CommandContext } from '../../fields/entities/entity.ts';
import { containerAt, type Draft } from '../../fields/writing/write-record.ts';
import { approvalsSchema } from './schema.ts';

const { records, countersignatures } = approvalsSchema.fields;

/** Adds a signed record under a fresh id. Records are never changed or removed. */
function addRecord(
  draft: Draft,
  { record }: { readonly record: unknown },
  context: CommandContext,
): Result<ItemId, Refusal> {
  const map = containerAt(draft, ['records']);
  if (map === undefined) return fail({ code: 'not-found' });
  const encoded = encodeField(records.value, record);
  if (!encoded.ok) return encoded;
  const id = createId<ItemId>(context.random);
  map[id] = encoded.value;
  return ok(id);
}

/** Keeps what the relay signed over a record; the first one stays. */
function addCountersignature(
  draft: Draft,
  { id, countersignature }: { readonly id: string; readonly countersignature: unknown },
): Result<void, Refusal> {
  const isRecorded = containerAt(draft, ['records'])?.[id] !== undefined;
  const map = containerAt(draft, ['countersignatures']);
  if (map === undefined || !isRecorded) return fail({ code: 'not-found' });
  if (map[id] !== undefined) return ok(undefined);
  const encoded = encodeField(countersignatures.value, countersignature);
  if (!encoded.ok) return encoded;
  map[id] = encoded.value;
  return ok(undefined);
}

export const approvalsCommands = { addRecord, addCountersignature } as const;
