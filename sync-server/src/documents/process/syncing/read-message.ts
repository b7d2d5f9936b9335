import { fail, ok, type ChangeHash, type Refusal, type Result } from '@nastavnik/core/kernel';
import { parseSyncMessage, preflightChange, type PreflightedChange } from '@nastavnik/core/judging';
import { inflate } from '../../../gate/inflate.ts';

/** A sync message whose every chunk has passed the preflight. */
export interface ReadMessage {
  /** The message without its changes. */
  readonly bare: Uint8Array;
  /** Changes the document does not have yet, by hash. */
  readonly fresh: Map<ChangeHash, PreflightedChange>;
}

/** Gate steps 4 and the byte-level half of 6. Automerge has not seen anything yet. */
export function readMessage(
  data: Uint8Array,
  isKnown: (hash: ChangeHash) => boolean,
): Result<ReadMessage, Refusal> {
  const parsed = parseSyncMessage(data);
  if (!parsed.ok) return fail(parsed.error);
  const fresh = new Map<ChangeHash, PreflightedChange>();
  for (const bytes of parsed.value.changes) {
    const change = preflightChange(bytes, inflate);
    if (!change.ok) return fail(change.error);
    if (!isKnown(change.value.hash)) fresh.set(change.value.hash, change.value);
  }
  return ok({ bare: parsed.value.bare, fresh });
}
