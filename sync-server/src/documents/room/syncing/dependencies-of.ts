import { bytesToHex, type ChangeHash } from '@nastavnik/core/kernel';
import { ByteReader } from '@nastavnik/core/judging';
import { limits } from '@nastavnik/core/protocol';
import { inflate } from '../../../gate/inflate.ts';

const headerBytes = 8;
const deflated = 2;

/** What a change stands on, read from a chunk that was verified or judged before. */
export function dependenciesOf(chunk: Uint8Array): readonly ChangeHash[] {
  const reader = new ByteReader(chunk);
  reader.take(headerBytes);
  const type = reader.byte();
  const stored = reader.take(reader.unsigned());
  const body = type === deflated ? inflate(stored, limits.maxInflatedBytes) : stored;
  const dependencies = new ByteReader(body);
  const count = dependencies.count(32, limits.maxHeads);
  return Array.from({ length: count }, () => bytesToHex(dependencies.take(32)) as ChangeHash);
}
