import {
  base64url,
  fail,
  ok,
  type RandomSource,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { Vault } from './vault.ts';

const noteKeyName = 'note-key';

/**
 * The author's key for the hashes of page notes, 32 bytes; made at the first note. Only hashes
 * under it ever sync, so a lost key means notes that no longer find their place.
 */
export async function noteKeyOf(
  vault: Vault,
  random: RandomSource,
): Promise<Result<Uint8Array, Refusal>> {
  const kept = await vault.get(noteKeyName);
  if (!kept.ok) return kept;
  if (typeof kept.value === 'string') return ok(base64url.decode(kept.value));
  if (kept.value !== undefined) return fail({ code: 'key-lost' });
  const key = random.bytes(32);
  const put = await vault.put(noteKeyName, base64url.encode(key));
  return put.ok ? ok(key) : put;
}

/** Takes over the key that another device of the same author has handed on. */
export function adoptNoteKey(vault: Vault, key: Uint8Array): Promise<Result<void, Refusal>> {
  return vault.put(noteKeyName, base64url.encode(key));
}
