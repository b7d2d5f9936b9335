import type { DocumentId } from '@nastavnik/core/kernel';
import { openReadOnlyStore, type ReadOnlyStore } from '../inspection/read-only-store.ts';

/** What putting a copy in place of the present store takes away and brings back. */
export interface StoreComparison {
  readonly documentsLost: number;
  readonly documentsGained: number;
  readonly changesLost: number;
  readonly changesGained: number;
  readonly entriesLost: number;
  readonly entriesGained: number;
}

type Pair = readonly [ofPresent: readonly string[], ofCopy: readonly string[]];

function difference([ofPresent, ofCopy]: Pair): { lost: number; gained: number } {
  const present = new Set(ofPresent);
  const copied = new Set(ofCopy);
  const lost = [...present].filter((name) => !copied.has(name)).length;
  return { lost, gained: copied.size - (present.size - lost) };
}

const entryNames = (store: ReadOnlyStore): string[] =>
  store.logIds().flatMap((logId) => store.entries(logId).map((entry) => JSON.stringify(entry)));

function compareChanges(present: ReadOnlyStore, copy: ReadOnlyStore, ids: ReadonlySet<DocumentId>) {
  let lost = 0;
  let gained = 0;
  for (const documentId of ids) {
    const found = difference([present.hashes(documentId), copy.hashes(documentId)]);
    lost += found.lost;
    gained += found.gained;
  }
  return { lost, gained };
}

function compareOpened(present: ReadOnlyStore, copy: ReadOnlyStore): StoreComparison {
  const idsOf = (store: ReadOnlyStore) => store.documents().map(({ documentId }) => documentId);
  const documents = difference([idsOf(present), idsOf(copy)]);
  const ids = new Set([...idsOf(present), ...idsOf(copy)]);
  const changes = compareChanges(present, copy, ids);
  const entries = difference([entryNames(present), entryNames(copy)]);
  return {
    documentsLost: documents.lost,
    documentsGained: documents.gained,
    changesLost: changes.lost,
    changesGained: changes.gained,
    entriesLost: entries.lost,
    entriesGained: entries.gained,
  };
}

/** Compares two store files by name of document, change and entry; writes neither. */
export function compareStores(present: string, copy: string): StoreComparison {
  const left = openReadOnlyStore(present);
  try {
    const right = openReadOnlyStore(copy);
    try {
      return compareOpened(left, right);
    } finally {
      right.close();
    }
  } finally {
    left.close();
  }
}
