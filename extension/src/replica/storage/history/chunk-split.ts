import * as A from '@automerge/automerge/slim';
import { sha256 } from '@nastavnik/core/kernel';

/** Magic number, checksum and type before the length of what follows. */
const lengthOffset = 9;
const checksumOffset = 4;
const bodyOffset = 8;
const magic = [0x85, 0x6f, 0x4a, 0x83];
const documentType = 0;
const compressedType = 2;

/** One Automerge chunk among those that lie end to end in stored bytes. */
export interface AutomergeChunk {
  readonly bytes: Uint8Array;
  /** A whole document; otherwise one change. */
  readonly isDocument: boolean;
}

/**
 * Cuts stored bytes into their Automerge chunks: what came from the relay is kept as many changes
 * end to end, and a saved document carries the changes that wait for a dependency behind it.
 * Undefined where a chunk is torn or its own checksum, the first four bytes of SHA-256, is wrong.
 */
export function splitChunks(bytes: Uint8Array): readonly AutomergeChunk[] | undefined {
  const chunks: AutomergeChunk[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = endOf(bytes, start);
    if (end === undefined || end > bytes.length) return undefined;
    const chunk = bytes.subarray(start, end);
    if (!hasValidChecksum(chunk)) return undefined;
    chunks.push({ bytes: chunk, isDocument: chunk[bodyOffset] === documentType });
    start = end;
  }
  return chunks.length === 0 ? undefined : chunks;
}

/** Every change in stored bytes by itself; undefined where they cannot be taken apart. */
export function storedChanges(stored: Uint8Array): readonly Uint8Array[] | undefined {
  try {
    return splitChunks(stored)?.flatMap(({ bytes, isDocument }) =>
      isDocument ? A.getAllChanges(A.load(bytes)) : [bytes],
    );
  } catch {
    return undefined;
  }
}

function endOf(bytes: Uint8Array, start: number): number | undefined {
  if (magic.some((byte, index) => bytes[start + index] !== byte)) return undefined;
  let length = 0;
  for (let at = start + lengthOffset, scale = 1; at < bytes.length; at += 1, scale *= 128) {
    const byte = bytes[at] ?? 0;
    length += (byte & 0x7f) * scale;
    if (length > bytes.length) return undefined;
    if (byte < 0x80) return at + 1 + length;
  }
  return undefined;
}

function hasValidChecksum(chunk: Uint8Array): boolean {
  if (chunk[bodyOffset] === compressedType) return isReadable(chunk);
  const digest = sha256(chunk.subarray(bodyOffset));
  return digest
    .subarray(0, bodyOffset - checksumOffset)
    .every((byte, index) => chunk[checksumOffset + index] === byte);
}

/** The checksum of a compressed change is over what it inflates to. */
function isReadable(chunk: Uint8Array): boolean {
  try {
    A.decodeChange(chunk);
    return true;
  } catch {
    return false;
  }
}
