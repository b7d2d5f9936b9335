import * as A from '@automerge/automerge/slim';
import { fail, ok, type ChangeHash, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { OpenDocument } from './open/open-document.ts';

/**
 * Makes edits that stand in no history once more on top of today's document, as one new change of
 * this device: what they would do is taken from a merge on a copy. Gives the new change's hash, or
 * undefined where the document says all of it already.
 */
export async function repeatChanges(
  document: OpenDocument,
  label: string,
  changes: readonly Uint8Array[],
): Promise<Result<ChangeHash | undefined, Refusal>> {
  await document.loaded;
  const { doc } = document;
  if (doc === undefined) return fail({ code: 'document-unavailable' });
  const [merged] = A.applyChanges(A.clone(doc), [...changes]);
  const isWhole = changes.every((change) => A.hasHeads(merged, [A.decodeChange(change).hash]));
  if (!isWhole) return fail({ code: 'content-changed' });
  const patches = A.diff(merged, A.getHeads(doc), A.getHeads(merged));
  if (patches.length === 0) return ok(undefined);
  const repeat = (target: never): Result<void, Refusal> => {
    A.applyPatches(target, patches);
    return ok(undefined);
  };
  const made = document.change(label, repeat, undefined);
  const [hash] = A.getHeads(document.doc ?? doc);
  const written = await made;
  return written.ok ? ok(hash as ChangeHash) : written;
}
