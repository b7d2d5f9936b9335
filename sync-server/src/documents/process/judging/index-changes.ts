import type { KeyId } from '@nastavnik/core/kernel';
import { preflightChange } from '../../../gate/chunk/preflight.ts';
import { decodeChange } from './decode-change.ts';
import type { GateIndex } from './gate-index.ts';
import { resolveOperations } from './resolve-operations.ts';

/** Enters changes that were judged before into the index, in the order they were committed. */
export function indexChanges(changes: readonly Uint8Array[], index: GateIndex): void {
  for (const bytes of changes) {
    const read = preflightChange(bytes);
    const decoded = decodeChange(bytes);
    if (!read.ok || decoded === undefined) throw new TypeError('a stored change is damaged');
    const { actor, seq, startOp } = read.value;
    const author = (index.actor(actor)?.author ?? read.value.author) as KeyId | undefined;
    resolveOperations(decoded, index);
    const lastOperation = startOp + decoded.ops.length - 1;
    index.setActor(actor, { seq, lastOperation, ...(author && { author }) });
  }
}
