import * as A from '@automerge/automerge/slim';
import type { ChangeHash } from '@nastavnik/core/kernel';
import { storedChanges } from './chunk-split.ts';

export interface MovedChange {
  readonly hash: ChangeHash;
  readonly bytes: Uint8Array;
}

/** One document's history, cut into what stays and what a refusal takes away. */
export interface HistorySplit {
  /** Everything that stays, as one Automerge file; absent when nothing does. */
  readonly snapshot?: Uint8Array;
  readonly heads: readonly ChangeHash[];
  /** Changes that wait for a dependency which is not refused; kept as they are. */
  readonly queued: readonly Uint8Array[];
  /** Refused changes and their descendants, in an order they can be applied in. */
  readonly moved: readonly MovedChange[];
  /** Texts that the moved changes had written. */
  readonly texts: readonly string[];
  /** Stored bytes that could not be taken apart, which therefore nothing here stands for. */
  readonly unread: readonly Uint8Array[];
}

interface KnownChange extends MovedChange {
  readonly deps: readonly string[];
}

const known = (bytes: Uint8Array): KnownChange => {
  const { hash, deps } = A.decodeChange(bytes);
  return { hash: hash as ChangeHash, deps, bytes };
};

/** Moves the refused changes and all that stands on them out of a history. */
export function splitHistory(
  chunks: readonly Uint8Array[],
  refused: ReadonlySet<string>,
): HistorySplit {
  const read = chunks.map((bytes) => ({ bytes, changes: storedChanges(bytes)?.map(known) }));
  const stored = new Map(
    read.flatMap(({ changes }) => changes ?? []).map((change) => [change.hash, change]),
  );
  const [whole] = A.applyChanges(
    A.init<unknown>(),
    [...stored.values()].map(({ bytes }) => bytes),
  );
  const applied = A.getAllChanges(whole).map(known);
  const appliedHashes = new Set<string>(applied.map((change) => change.hash));
  const waiting = [...stored.values()].filter((change) => !appliedHashes.has(change.hash));
  const moved = descendants([...applied, ...waiting], refused);
  const isMoved = new Set<string>(moved.map((change) => change.hash));
  const kept = applied.filter((change) => !isMoved.has(change.hash)).map(({ bytes }) => bytes);
  const [rest] = A.applyChanges(A.init<unknown>(), kept);
  const heads = A.getHeads(rest) as ChangeHash[];
  return {
    ...(kept.length > 0 && { snapshot: A.save(rest) }),
    heads,
    queued: waiting.filter((change) => !isMoved.has(change.hash)).map(({ bytes }) => bytes),
    moved,
    texts: writtenTexts(whole, heads),
    unread: read.filter(({ changes }) => changes === undefined).map(({ bytes }) => bytes),
  };
}

/** Refused changes and everything that depends on one, however the list is ordered. */
function descendants(changes: readonly KnownChange[], refused: ReadonlySet<string>): KnownChange[] {
  const gone = new Set(refused);
  const moved: KnownChange[] = [];
  for (let before = -1; before !== moved.length;) {
    before = moved.length;
    for (const change of changes) {
      if (moved.includes(change)) continue;
      if (!gone.has(change.hash) && !change.deps.some((dep) => gone.has(dep))) continue;
      gone.add(change.hash);
      moved.push(change);
    }
  }
  return moved;
}

function writtenTexts(whole: A.Doc<unknown>, keptHeads: readonly string[]): string[] {
  const patches = A.diff(whole, [...keptHeads], A.getHeads(whole));
  return patches.flatMap((patch) => {
    if (patch.action === 'splice') return [patch.value];
    if (patch.action === 'put') return textOf(patch.value);
    return patch.action === 'insert' ? patch.values.flatMap(textOf) : [];
  });
}

function textOf(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return value instanceof A.ImmutableString ? [value.val] : [];
}
