import type { ItemId, Refusal, Result } from '../../../kernel/index.ts';
import {
  addEntity,
  deleteEntity,
  editEntity,
  moveEntity,
  restoreEntity,
  type CommandContext,
} from './entity.ts';
import type { EntityField, EntityInput, RecordChanges } from './entity-input.ts';
import type { RecordFields } from '../field.ts';
import type { Draft } from '../writing/write-record.ts';

/** Commands on one map of entities: what a list on a screen needs. */
export interface Collection<F extends RecordFields> {
  readonly add: (
    draft: Draft,
    input: EntityInput<F>,
    context: CommandContext,
  ) => Result<ItemId, Refusal>;
  readonly edit: (
    draft: Draft,
    args: { readonly id: string; readonly changes: RecordChanges<F> },
  ) => Result<void, Refusal>;
  readonly remove: (
    draft: Draft,
    args: { readonly id: string },
    context: CommandContext,
  ) => Result<void, Refusal>;
  readonly restore: (draft: Draft, args: { readonly id: string }) => Result<void, Refusal>;
  readonly move: (
    draft: Draft,
    args: { readonly id: string; readonly afterId: string | null },
  ) => Result<void, Refusal>;
}

/** Commands of a map under the root. Where states forbid something, a kind wraps or leaves out. */
export function collection<F extends RecordFields>(
  name: string,
  field: EntityField<F>,
): Collection<F> {
  return {
    add: (draft, input, context) => addEntity(draft, [name], field, input, context),
    edit: (draft, { id, changes }) => editEntity(draft, [name], field, id, changes),
    remove: (draft, { id }, context) => deleteEntity(draft, [name], id, context),
    restore: (draft, { id }) => restoreEntity(draft, [name], id),
    move: (draft, { id, afterId }) => moveEntity(draft, [name], field, id, afterId),
  };
}
