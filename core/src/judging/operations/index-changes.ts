import type { KeyId } from '../../kernel/index.ts';
import { decodeChange } from './decode-change.ts';
import type { GateIndex } from './gate-index.ts';
import { resolveOperations } from './resolve-operations.ts';

/** Enters changes that were judged before into the index, in the order they were committed. */
export function indexChanges(changes: readonly Uint8Array[], index: GateIndex): void {
  for (const bytes of changes) {
    const decoded = decodeChange(bytes);
    if (decoded === undefined) throw new TypeError('a stored change is damaged');
    const { actor, seq, startOp } = decoded;
    const author = (index.actor(actor)?.author ?? decoded.author ?? undefined) as KeyId | undefined;
    resolveOperations(decoded, index);
    const lastOperation = startOp + decoded.ops.length - 1;
    index.setActor(actor, { seq, lastOperation, ...(author && { author }) });
  }
}
