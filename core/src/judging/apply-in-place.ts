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
    return changes.every(({ hash }) => applied.has(hash)) && areAfterTheirDeps(core, before);
  } catch (error) {
    if (isTrap(error)) throw error;
    return false;
  }
}

/** Operations are numbered on from those they know of; a lower number is lost when it is saved. */
function areAfterTheirDeps(core: Core, before: A.Heads): boolean {
  const added = core.getChangesMeta(before);
  const last = new Map(added.map(({ hash, maxOp }) => [hash, maxOp]));
  const lastOf = (hash: string): number => {
    const known = last.get(hash) ?? core.getChangeMetaByHash(hash)?.maxOp ?? 0;
    last.set(hash, known);
    return known;
  };
  return added.every(({ startOp, deps }) => deps.every((dep) => startOp > lastOf(dep)));
}
