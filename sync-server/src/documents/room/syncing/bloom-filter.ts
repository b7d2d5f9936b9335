import type { ChangeHash } from '@nastavnik/core/kernel';
import { ByteReader } from '@nastavnik/core/judging';
import { encodeUnsigned } from './encode-unsigned.ts';

const bitsPerEntry = 10;
const probeCount = 7;

/** A 32-bit word of a hash, little end first, as Automerge reads it. */
function wordAt(hash: ChangeHash, place: number): number {
  const big = Number.parseInt(hash.slice(place * 8, place * 8 + 8), 16);
  const little = (big >>> 24) | ((big >>> 8) & 0xff00) | ((big & 0xff00) << 8) | (big << 24);
  return little >>> 0;
}

function probes(hash: ChangeHash, modulo: number): number[] {
  let x = wordAt(hash, 0) % modulo;
  let y = wordAt(hash, 1) % modulo;
  const z = wordAt(hash, 2) % modulo;
  const found = [x];
  for (let probe = 1; probe < probeCount; probe += 1) {
    x = (x + y) % modulo;
    y = (y + z) % modulo;
    found.push(x);
  }
  return found;
}

/** Automerge's Bloom filter of some hashes; no bytes for none. */
export function bloomOf(hashes: readonly ChangeHash[]): Uint8Array {
  if (hashes.length === 0) return new Uint8Array();
  const bits = new Uint8Array(Math.ceil((hashes.length * bitsPerEntry) / 8));
  for (const hash of hashes) {
    for (const probe of probes(hash, bits.length * 8)) {
      bits[probe >> 3] = (bits[probe >> 3] ?? 0) | (1 << (probe & 7));
    }
  }
  const header = [...encodeUnsigned(hashes.length), bitsPerEntry, probeCount];
  return Uint8Array.from([...header, ...bits]);
}

/** Whether a filter whose parameters were checked says that it has a hash. */
export function bloomReader(bloom: Uint8Array): (hash: ChangeHash) => boolean {
  if (bloom.length === 0) return () => false;
  const reader = new ByteReader(bloom);
  reader.unsigned();
  reader.unsigned();
  reader.unsigned();
  const bits = reader.take(reader.remaining);
  if (bits.length === 0) return () => false;
  return (hash) =>
    probes(hash, bits.length * 8).every(
      (probe) => ((bits[probe >> 3] ?? 0) & (1 << (probe & 7))) !== 0,
    );
}
