import * as A from '@automerge/automerge/slim';
import { base64url, bytesToHex, sha256, utf8ToBytes } from '../../kernel/index.ts';
import type { ChangeHash } from '../../kernel/index.ts';

/**
 * A change that is the same on every device: the birth of a document or one step of its schema
 * (C8). It is kept as bytes, so that no later encoder can make another one of it.
 */
export interface FixedChange {
  /** 1 for genesis, then one more for each structural migration. */
  readonly version: number;
  readonly hash: ChangeHash;
  /** Reserved: the gate refuses this actor in any other change. Hex. */
  readonly actor: string;
  readonly bytes: Uint8Array;
}

/** The actor of one step of one line of documents; nobody else may use it. */
export const fixedActor = (line: string, version: number): string =>
  bytesToHex(sha256(utf8ToBytes(`nastavnik/fixed-change/${line}/${version}`)).slice(0, 16));

export const fixedChange = (
  line: string,
  version: number,
  hash: string,
  bytes: string,
): FixedChange => ({
  version,
  hash: hash as ChangeHash,
  actor: fixedActor(line, version),
  bytes: base64url.decode(bytes),
});

/** Containers that a step adds, by name: an empty text, or a map with what is born inside it. */
export interface Birth {
  readonly [name: string]: '' | Birth;
}

type Draft = Record<string, unknown>;

/** Adds new names only; a map that an earlier step made is entered, never made again. */
function bear(draft: Draft, birth: Birth): void {
  for (const [name, born] of Object.entries(birth)) {
    const standing = draft[name];
    if (born === '') draft[name] = '';
    else if (standing === undefined) draft[name] = born;
    else bear(standing as Draft, born);
  }
}

/**
 * Makes the bytes of a step from what it gives birth to, on top of the earlier steps alone: user
 * data is never seen, so that it cannot differ between devices. Used where a constant is made or
 * checked, never while the product runs.
 */
export function makeFixedChange(
  line: string,
  version: number,
  earlier: readonly Uint8Array[],
  birth: Birth,
): Uint8Array {
  const empty = A.init<Draft>({ actor: fixedActor(line, version) });
  const [before] = A.applyChanges(empty, [...earlier]);
  const after = A.change(before, { time: 0 }, (draft) => {
    bear(draft, { [stepsKey]: {}, ...birth });
    (draft[stepsKey] as Record<string, boolean>)[version] = true;
  });
  const bytes = A.getLastLocalChange(after);
  if (bytes === undefined) throw new TypeError('a fixed change cannot be empty');
  return bytes;
}

/** Under this root key each step leaves its number: how a newer schema is known. */
export const stepsKey = 'schemaSteps';
