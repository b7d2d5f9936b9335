import * as A from '@automerge/automerge/slim';
import type { ChangeHash } from '@nastavnik/core/kernel';

/** A sync message cut into pieces of at most `maxBytes` of changes each. */
export interface SplitUpload {
  readonly messages: readonly Uint8Array[];
  /** Hashes of the single changes it carries. */
  readonly hashes: readonly ChangeHash[];
}

/** Ten thousand changes otherwise leave as one message that the relay must refuse. */
export function splitUpload(data: Uint8Array, maxBytes: number): SplitUpload {
  const message = A.decodeSyncMessage(data);
  const hashes = message.changes.flatMap(hashOf);
  if (data.length <= maxBytes) return { messages: [data], hashes };
  const groups: Uint8Array[][] = [[]];
  let groupBytes = 0;
  for (const change of message.changes) {
    if (groupBytes > 0 && groupBytes + change.length > maxBytes) {
      groups.push([]);
      groupBytes = 0;
    }
    groups.at(-1)?.push(change);
    groupBytes += change.length;
  }
  return {
    messages: groups.map((changes) => A.encodeSyncMessage({ ...message, changes })),
    hashes,
  };
}

function hashOf(change: Uint8Array): ChangeHash[] {
  try {
    return [A.decodeChange(change).hash as ChangeHash];
  } catch {
    // A whole document as one chunk names no single change.
    return [];
  }
}
