import {
  resolve,
  type AnnotationKey,
  type CellPlace,
  type PageIndex,
  type Resolution,
  type ValueAt,
} from '@nastavnik/core/annotation';
import type { PageMark } from '../../messaging/page-channel.ts';
import type { FoundNote, GridNote, PageNote } from './page-note.ts';

/** A page's headers hashed under one key of the author. */
export interface KeyedIndex {
  readonly key: AnnotationKey;
  readonly index: PageIndex;
}

/** What is known of a page: its headers by hash, the values read so far, whether it has settled. */
export interface KnownPage {
  /** One for each key of the author, the one for new notes first. */
  readonly indexes: readonly KeyedIndex[];
  readonly values: ReadonlyMap<string, string>;
  readonly settled: boolean;
}

export const placeKey = ({ grid, row, col }: CellPlace): string => `${grid}:${row}:${col ?? ''}`;

/** The notes that stand on a grid. */
export const notesOfGrids = (notes: readonly PageNote[]): readonly GridNote[] =>
  notes.flatMap(({ address, ...note }) => (address.kind === 'prose' ? [] : [{ ...note, address }]));

/** A note fits under the key it was made with and is of another page under every other. */
function resolveWithAny(
  indexes: readonly KeyedIndex[],
  note: GridNote,
  valueAt: ValueAt,
): Resolution {
  for (const { index, key } of indexes) {
    const resolution = resolve(index, note, key, valueAt);
    if (resolution.state !== 'other-page') return resolution;
  }
  return { state: 'other-page' };
}

/** Resolves notes, holding back what a page still loading could yet contradict. */
export function findNotes(notes: readonly GridNote[], page: KnownPage): readonly FoundNote[] {
  return notes.map((note): FoundNote => {
    const resolution = resolveWithAny(page.indexes, note, (cell) =>
      page.values.get(placeKey(cell)),
    );
    const isUnread =
      'cell' in resolution &&
      note.address.kind === 'cell' &&
      !page.values.has(placeKey(resolution.cell));
    const isEarly = resolution.state === 'orphan' && !page.settled;
    return { id: note.id, resolution: isUnread || isEarly ? { state: 'searching' } : resolution };
  });
}

/** The places whose values decide between `same` and `changed`. */
export function placesToWatch(
  notes: readonly GridNote[],
  indexes: readonly KeyedIndex[],
): readonly CellPlace[] {
  const places = notes.flatMap((note) => {
    const resolution = resolveWithAny(indexes, note, () => undefined);
    return 'cell' in resolution && note.address.kind === 'cell' ? [resolution.cell] : [];
  });
  return [...new Map(places.map((place) => [placeKey(place), place])).values()];
}

export interface NoteMark extends PageMark {
  readonly noteIds: readonly string[];
}

type MarkState = PageMark['state'];
const weights: Readonly<Record<MarkState, number>> = { same: 0, changed: 1, ambiguous: 2 };

/** One mark per cell with the count of its notes; the least certain note gives its state. */
export function marksOf(
  found: readonly FoundNote[],
  labelOf: (place: CellPlace, state: MarkState, count: number) => string,
): readonly NoteMark[] {
  const marks = new Map<string, { place: CellPlace; state: MarkState; noteIds: string[] }>();
  for (const { id, resolution } of found) {
    for (const { place, state } of drawnPlaces(resolution)) {
      const mark = marks.get(placeKey(place)) ?? { place, state, noteIds: [] };
      mark.noteIds.push(id);
      if (weights[state] > weights[mark.state]) mark.state = state;
      marks.set(placeKey(place), mark);
    }
  }
  return [...marks].map(([id, { place, state, noteIds }]) => ({
    id,
    place,
    state,
    noteIds,
    count: noteIds.length,
    label: labelOf(place, state, noteIds.length),
  }));
}

function drawnPlaces(
  resolution: FoundNote['resolution'],
): readonly { readonly place: CellPlace; readonly state: MarkState }[] {
  switch (resolution.state) {
    case 'same':
    case 'changed':
      return [{ place: resolution.cell, state: resolution.state }];
    case 'ambiguous':
      return resolution.candidates.map((place) => ({ place, state: 'ambiguous' }));
    default:
      return [];
  }
}
