import * as A from '@automerge/automerge/slim';
import type { ChangeHash } from '@nastavnik/core/kernel';

/** Which of the waiting changes are ancestors of heads that the relay has, or those heads. */
export function coveredBy(
  doc: A.Doc<unknown>,
  relayHeads: readonly ChangeHash[],
  waiting: readonly ChangeHash[],
): readonly ChangeHash[] {
  const known = relayHeads.filter((head) => A.hasHeads(doc, [head]));
  if (known.length === 0 || waiting.length === 0) return [];
  const missing = new Set(A.getChangesMetaSince(doc, known).map((change) => change.hash));
  return waiting.filter((hash) => A.hasHeads(doc, [hash]) && !missing.has(hash));
}
