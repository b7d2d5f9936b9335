import { createHash } from 'node:crypto';
import type { ChangeHash, KeyId } from '@nastavnik/core/kernel';
import type { StoredChange } from '../store.ts';

const magic = [0x85, 0x6f, 0x4a, 0x83];
const changeType = 1;

/** A change chunk as the format has it, holding nothing but a text: whole, named, and small. */
export function testChange(text: string, kid: KeyId, seq = 1): StoredChange {
  const body = new TextEncoder().encode(text);
  if (body.length > 127) throw new TypeError('one byte of length is enough here');
  const named = Uint8Array.from([changeType, body.length, ...body]);
  const digest = createHash('sha256').update(named).digest();
  const bytes = Uint8Array.from([...magic, ...digest.subarray(0, 4), ...named]);
  const hash = digest.toString('hex') as ChangeHash;
  return { hash, bytes, author: kid, actor: 'ab'.repeat(16), seq };
}
