import type { Refusal, Result } from '../../../kernel/index.ts';
import { record } from '../build.ts';
import type { RecordChanges } from '../entities/entity-input.ts';
import type { RecordField, RecordFields } from '../field.ts';
import { writeRecord, type Draft } from './write-record.ts';

/** A command that writes the named fields of the root; other names are refused. */
export function editFields<F extends RecordFields, Name extends keyof F & string>(
  schema: RecordField<F>,
  names: readonly Name[],
) {
  const picked = Object.fromEntries(
    names.flatMap((name) => {
      const field = schema.fields[name];
      return field === undefined ? [] : [[name, field]];
    }),
  );
  const field = record(picked);
  return (draft: Draft, changes: RecordChanges<Pick<F, Name>>): Result<void, Refusal> =>
    writeRecord(draft, [], field, changes);
}
