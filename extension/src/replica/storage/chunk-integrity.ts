import { bytesToHex, sha256 } from '@nastavnik/core/kernel';
import type { ChunkKey } from './person-database.ts';

const checksumOffset = 4;
const bodyOffset = 8;

/**
 * True when a stored chunk is the one that was written. Automerge gives no error for a torn
 * incremental chunk: it silently leaves out every later one, so it must never see it.
 */
export function isIntactChunk(key: ChunkKey, data: Uint8Array): boolean {
  if (key[1] === 'incremental') return bytesToHex(sha256(data)) === key[2];
  if (key[1] === 'snapshot') return hasValidChecksum(data);
  return true;
}

/** An Automerge chunk carries the first four bytes of SHA-256 over what follows its checksum. */
function hasValidChecksum(data: Uint8Array): boolean {
  if (data.length <= bodyOffset) return false;
  const digest = sha256(data.subarray(bodyOffset));
  return data.subarray(checksumOffset, bodyOffset).every((byte, index) => byte === digest[index]);
}
