import {
  createId,
  fail,
  ok,
  type ItemId,
  type Refusal,
  type Result,
} from '../../../kernel/index.ts';
import { encodeField } from './encode-field.ts';
import type { CommandContext } from '../entities/entity.ts';
import { versions, type StoredVersion } from '../version.ts';
import { containerAt, type Draft } from './write-record.ts';

export type VersionInput = Pick<StoredVersion, 'reason' | 'heads' | 'contentDigest'>;

/** Names the present state of a document; earlier versions are never touched. @clause INV-19 */
export function addVersion(
  draft: Draft,
  input: VersionInput,
  context: CommandContext,
): Result<ItemId, Refusal> {
  const map = containerAt(draft, ['versions']);
  if (map === undefined) return fail({ code: 'not-found' });
  if (input.reason.trim() === '') return fail({ code: 'text-required' });
  const encoded = encodeField(versions().value, {
    ...input,
    atMs: context.clock.nowMs(),
    authorId: context.personId,
  });
  if (!encoded.ok) return encoded;
  const id = createId<ItemId>(context.random);
  map[id] = encoded.value;
  return ok(id);
}
