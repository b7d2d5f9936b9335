import {
  base64url,
  bytesToHex,
  concatBytes,
  fail,
  ok,
  sha256,
  utf8ToBytes,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { Vault } from './vault.ts';

const ringName = 'note-keys';
const keyBytes = 32;

/** Names a key without telling anything of it: 32 hex digits. */
export const noteKeyIdOf = (key: Uint8Array): string =>
  bytesToHex(sha256(concatBytes(utf8ToBytes('nastavnik/note-key/1'), key)).slice(0, 16));

/** The author's keys for the hashes of page notes that this device holds, its first one first. */
export async function keptNoteKeys(vault: Vault): Promise<Result<readonly Uint8Array[], Refusal>> {
  const kept = await vault.get(ringName);
  if (!kept.ok) return kept;
  if (kept.value === undefined) return ok([]);
  if (!isTexts(kept.value)) return fail({ code: 'key-lost' });
  const keys = kept.value.map((text) => base64url.decode(text));
  return keys.every((key) => key.length === keyBytes) ? ok(keys) : fail({ code: 'key-lost' });
}

export const keepNoteKeys = (
  vault: Vault,
  keys: readonly Uint8Array[],
): Promise<Result<void, Refusal>> =>
  vault.put(
    ringName,
    keys.map((key) => base64url.encode(key)),
  );

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
