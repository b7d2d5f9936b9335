import * as A from '@automerge/automerge/slim';
import type { ChangeHash } from '../kernel/index.ts';
import { applyInPlace } from './apply-in-place.ts';
import { isTrap } from './operations/is-trap.ts';

/**
 * A copy of the document with these changes, or undefined where it would not hold them as they are.
 * The document handed in stays untouched; a trap of the module is thrown.
 */
export function applyFaithfully<Value>(
  doc: A.Doc<Value>,
  changes: readonly { readonly hash: ChangeHash; readonly bytes: Uint8Array }[],
): A.Doc<Value> | undefined {
  const trial = A.clone(doc);
  if (applyInPlace(trial, changes)) return A.applyChanges(trial, [])[0];
  release(trial);
  return undefined;
}

/** A copy that the module gave up on in the middle of its work cannot be freed any more. */
function release(doc: A.Doc<unknown>): void {
  try {
    A.free(doc);
  } catch (error) {
    if (isTrap(error)) throw error;
  }
}
