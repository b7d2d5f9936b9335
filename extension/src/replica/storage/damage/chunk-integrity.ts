import { bytesToHex, sha256 } from '@nastavnik/core/kernel';
import { splitChunks } from '../history/chunk-split.ts';
import type { ChunkKey } from '../person-database.ts';

/**
 * True when a stored chunk is the one that was written. Automerge gives no error for a torn
 * incremental chunk: it silently leaves out every later one, so it must never see it.
 */
export function isIntactChunk(key: ChunkKey, data: Uint8Array): boolean {
  if (key[1] === 'incremental') return bytesToHex(sha256(data)) === key[2];
  if (key[1] === 'snapshot') return splitChunks(data) !== undefined;
  return true;
}
