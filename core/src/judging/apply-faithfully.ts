import * as A from '@automerge/automerge/slim';
import { bytesToHex, sha256, type ChangeHash } from '../kernel/index.ts';
import { isTrap } from './operations/is-trap.ts';

const changeType = 1;
const typeAt = 8;

/** A change's hash covers everything of the chunk behind its checksum. */
function hashOf(bytes: Uint8Array): string {
  return bytes[typeAt] === changeType
    ? bytesToHex(sha256(bytes.subarray(typeAt)))
    : A.decodeChange(bytes).hash;
}

/**
 * A copy of the document with these changes, or undefined where it would not hold them as they are.
 * Automerge applies an operation whose predecessors belong to another key, or to nothing, without a
 * word; the document then cannot be loaded again by anybody. What was applied has to read back as
 * the very same changes. The document handed in stays untouched; a trap of the module is thrown.
 */
export function applyFaithfully<Value>(
  doc: A.Doc<Value>,
  changes: readonly { readonly hash: ChangeHash; readonly bytes: Uint8Array }[],
): A.Doc<Value> | undefined {
  const before = A.getHeads(doc);
  let trial = A.clone(doc);
  try {
    [trial] = A.applyChanges(
      trial,
      changes.map(({ bytes }) => bytes),
    );
    const applied = new Set<string>(A.getChangesSince(trial, before).map(hashOf));
    if (changes.every(({ hash }) => applied.has(hash))) return trial;
  } catch (error) {
    if (isTrap(error)) throw error;
  }
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
