import * as A from '@automerge/automerge/slim';
import { bytesToHex, sha256, type ChangeHash } from '../kernel/index.ts';
import { isTrap } from './operations/is-trap.ts';

type Core = ReturnType<typeof A.getBackend>;

const changeType = 1;
const typeAt = 8;

/** A change's hash covers everything of the chunk behind its checksum. */
function hashOf(bytes: Uint8Array): string {
  return bytes[typeAt] === changeType
    ? bytesToHex(sha256(bytes.subarray(typeAt)))
    : A.decodeChange(bytes).hash;
}

/**
 * Adds changes to a document; false where it does not hold them as they are, and is not to be used
 * any more. Automerge applies an operation whose predecessors belong to another key, or to nothing,
 * and one that is numbered below what it stands on, without a word; the document then cannot be
 * loaded again by anybody. What was applied has to read back as the very same changes. The plain values are not built: `A.applyChanges(doc, [])` does so.
 * A trap of the module is thrown.
 */
export function applyInPlace(
  doc: A.Doc<unknown>,
  changes: readonly { readonly hash: ChangeHash; readonly bytes: Uint8Array }[],
): boolean {
  const core = A.getBackend(doc);
  try {
    const before = core.getHeads();
    core.applyChanges(changes.map(({ bytes }) => bytes));
    const applied = new Set<string>(core.getChanges(before).map(hashOf));
    return changes.every(({ hash }) => applied.has(hash) && isAfterItsDeps(core, hash));
  } catch (error) {
    if (isTrap(error)) throw error;
    return false;
  }
}

/** Operations are numbered on from those they know of; a lower number is lost when it is saved. */
function isAfterItsDeps(core: Core, hash: ChangeHash): boolean {
  const meta = core.getChangeMetaByHash(hash);
  return (
    meta !== null &&
    meta.deps.every((dep) => meta.startOp > (core.getChangeMetaByHash(dep)?.maxOp ?? 0))
  );
}
