import {
  createId,
  fail,
  ok,
  type Clock,
  type ItemId,
  type PersonId,
  type RandomSource,
  type Refusal,
  type Result,
} from '../../../kernel/index.ts';
import { encodeField } from '../writing/encode-field.ts';
import type { EntityField, EntityInput, RecordChanges } from './entity-input.ts';
import type { RecordField, RecordFields } from '../field.ts';
import { compareOrder, orderKeyAfter, orderKeyAtEnd, type Ordered } from './order-key.ts';
import { readField } from '../reading/read-field.ts';
import { containerAt, writeRecord, type Draft } from '../writing/write-record.ts';

/** What every command is handed: who acts, when, and where random ids come from. */
export interface CommandContext {
  readonly personId: PersonId;
  readonly clock: Clock;
  readonly random: RandomSource;
}

const notFound: Result<never, Refusal> = fail({ code: 'not-found' });

/** Builds one entity under a fresh id, after all others; refuses what does not fit the schema. */
export function addEntity<F extends RecordFields>(
  draft: Draft,
  path: readonly string[],
  field: EntityField<F>,
  input: EntityInput<F>,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const map = containerAt(draft, path);
  if (map === undefined) return notFound;
  const orderKey = orderKeyAtEnd(orderedIn(map));
  const encoded = encodeField(field.value as RecordField, {
    ...input,
    createdAtMs: context.clock.nowMs(),
    orderKey,
  });
  if (!encoded.ok) return encoded;
  const id = createId<ItemId>(context.random);
  map[id] = encoded.value;
  return ok(id);
}

/** Writes the named fields of a live entity. */
export function editEntity<F extends RecordFields>(
  draft: Draft,
  path: readonly string[],
  field: EntityField<F>,
  id: string,
  changes: RecordChanges<F>,
): Result<void, Refusal> {
  if (!isLive(draft, path, id)) return notFound;
  return writeRecord(draft, [...path, id], field.value as RecordField, changes);
}

/** Marks an entity deleted; edits made meanwhile are kept and can be brought back (C6). */
export function deleteEntity(
  draft: Draft,
  path: readonly string[],
  id: string,
  context: CommandContext,
): Result<void, Refusal> {
  const entity = containerAt(draft, [...path, id]);
  if (entity === undefined || !isLive(draft, path, id)) return notFound;
  entity['deletedAtMs'] = context.clock.nowMs();
  return ok(undefined);
}

export function restoreEntity(
  draft: Draft,
  path: readonly string[],
  id: string,
): Result<void, Refusal> {
  const entity = containerAt(draft, [...path, id]);
  if (entity === undefined) return notFound;
  if (entity['deletedAtMs'] !== undefined) delete entity['deletedAtMs'];
  return ok(undefined);
}

/** Puts an entity after another one, or first when `afterId` is `null`. */
export function moveEntity(
  draft: Draft,
  path: readonly string[],
  field: EntityField,
  id: string,
  afterId: string | null,
): Result<void, Refusal> {
  const map = containerAt(draft, path);
  if (map === undefined || !isLive(draft, path, id)) return notFound;
  if (afterId !== null && !isLive(draft, path, afterId)) return notFound;
  if (afterId === id) return ok(undefined);
  const others = orderedIn(map).filter((other) => other.id !== id);
  const orderKey = orderKeyAfter(others, afterId);
  return writeRecord(draft, [...path, id], field.value as RecordField, { orderKey });
}

/** True for an entity that is there and not marked deleted. */
export function isLive(draft: Draft, path: readonly string[], id: string): boolean {
  const entity = containerAt(draft, [...path, id]);
  return entity !== undefined && entity['deletedAtMs'] === undefined;
}

/** The stored value of a live entity; `undefined` where there is none or it cannot be read. */
export function entityAt<F extends RecordFields>(
  draft: Draft,
  path: readonly string[],
  field: EntityField<F>,
  id: string,
) {
  if (!isLive(draft, path, id)) return undefined;
  return readField(field.value, containerAt(draft, [...path, id]), []);
}

function orderedIn(map: Record<string, unknown>): Ordered[] {
  return Object.entries(map).flatMap(([id, entity]) => {
    const orderKey =
      typeof entity === 'object' && entity !== null ? (entity as Ordered).orderKey : undefined;
    return orderKey === undefined ? [] : [{ id, orderKey: String(orderKey) }];
  });
}

interface Stored {
  readonly orderKey: string;
  readonly deletedAtMs?: number | undefined;
}

/** Live entities of a map in their order, each with its id. */
export function liveEntities<E extends Stored>(
  stored: Readonly<Record<string, E>>,
): readonly (E & { readonly id: ItemId })[] {
  return Object.entries(stored)
    .filter(([, entity]) => entity.deletedAtMs === undefined)
    .map(([id, entity]) => ({ ...entity, id: id as ItemId }))
    .sort(compareOrder);
}
