import { preflightChange, type PreflightedChange } from '@nastavnik/core/judging';
import type { ChangeHash } from '@nastavnik/core/kernel';
import { inflate } from '../../gate/inflate.ts';
import type { NamedChunk } from './pack.ts';

/**
 * Changes in an order in which each finds what it stands on, apart from those that stand, at
 * whatever distance, on a missing one. What is neither here nor missing lies in the snapshot.
 */
export function usableChanges(
  chunks: readonly NamedChunk[],
  missing: readonly ChangeHash[],
): { usable: Uint8Array[]; waiting: Uint8Array[] } {
  const notHere = new Set([...missing, ...chunks.map(({ hash }) => hash)]);
  const usable: Uint8Array[] = [];
  let left = chunks.flatMap(({ bytes }): PreflightedChange[] => {
    const read = preflightChange(bytes, inflate);
    return read.ok ? [read.value] : [];
  });
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter(({ hash, deps, bytes }) => {
      if (deps.some((dep) => notHere.has(dep))) return true;
      notHere.delete(hash);
      usable.push(bytes);
      return false;
    });
  }
  return { usable, waiting: left.map(({ bytes }) => bytes) };
}
