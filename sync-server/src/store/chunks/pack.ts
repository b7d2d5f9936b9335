import { promisify } from 'node:util';
import { deflateRaw, inflateRawSync } from 'node:zlib';
import type { ChangeHash } from '@nastavnik/core/kernel';
import { chunkHash, splitChunks } from './chunk-hash.ts';

/** A change with the name under which it was stored. */
export interface NamedChunk {
  readonly hash: ChangeHash;
  readonly bytes: Uint8Array;
}

/** Old changes of one document, deflated together; every one comes out byte for byte. */
export interface Pack {
  /** Names of the changes in their order, 32 bytes each. */
  readonly hashes: Uint8Array;
  readonly bytes: Uint8Array;
}

const hashBytes = 32;
/** A pack is made of at most 256 chunks of at most 256 KiB each. */
const maxUnpackedBytes = 128 * 1_024 * 1_024;

const deflate = promisify(deflateRaw) as (
  bytes: Uint8Array,
  options: { level: number; dictionary: Uint8Array },
) => Promise<Uint8Array>;

/** The names as written beside a pack. */
export const joinHashes = (hashes: readonly ChangeHash[]): Uint8Array =>
  Buffer.from(hashes.join(''), 'hex');

/** The names in a pack, in order. */
export function packedHashes(hashes: Uint8Array): ChangeHash[] {
  const text = Buffer.from(hashes).toString('hex');
  return Array.from(
    { length: hashes.length / hashBytes },
    (_, place) => text.slice(place * 2 * hashBytes, (place + 1) * 2 * hashBytes) as ChangeHash,
  );
}

/**
 * Deflates beside the event loop. Each change names its predecessors by 32 bytes that nothing can
 * shorten, except that these names are the dictionary.
 */
export async function pack(chunks: readonly NamedChunk[]): Promise<Pack> {
  const hashes = joinHashes(chunks.map(({ hash }) => hash));
  const joined = Buffer.concat(chunks.map(({ bytes }) => bytes));
  return { hashes, bytes: await deflate(joined, { level: 9, dictionary: hashes }) };
}

/** The changes of a pack that are whole, and the names of those that are not. */
export function unpack({ hashes, bytes }: Pack): { whole: NamedChunk[]; damaged: ChangeHash[] } {
  const names = packedHashes(hashes);
  const chunks = splitChunks(inflated({ hashes, bytes })) ?? [];
  const found = new Map(chunks.map((chunk) => [chunkHash(chunk), chunk]));
  const whole: NamedChunk[] = [];
  const damaged: ChangeHash[] = [];
  for (const hash of names) {
    const chunk = found.get(hash);
    if (chunk === undefined) damaged.push(hash);
    else whole.push({ hash, bytes: chunk });
  }
  return { whole, damaged };
}

function inflated({ hashes, bytes }: Pack): Uint8Array {
  try {
    return inflateRawSync(bytes, { dictionary: hashes, maxOutputLength: maxUnpackedBytes });
  } catch {
    return new Uint8Array();
  }
}
