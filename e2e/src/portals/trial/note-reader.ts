import {
  annotationKey,
  describePlace,
  indexPage,
  type CellPlace,
  type PageIndex,
} from '@nastavnik/core/annotation';
import {
  adapterFor,
  cellValue,
  elementAt,
  findNotes,
  placeKey,
  placesToWatch,
  watchPage,
  type GridNote,
  type PageReading,
  type PageWatch,
} from '@nastavnik/extension/page';
import type { PortalPage } from '../page/portal-page.ts';
import { judge, shownTruths, truthAt, type Claim, type Truth } from './judge.ts';
import { countVerdicts, type Tally } from './verdict.ts';

/** A note as a document stores it, with its true place beside it, which only the judge reads. */
export interface TrialNote extends Truth {
  readonly note: GridNote;
}

export interface Trial extends Tally {
  /** Milliseconds to read the page and find all the notes. */
  readonly elapsedMs: number;
  /** The notes that are on another cell, for a report of what went wrong. */
  readonly wrongNotes: readonly string[];
  readonly lostNotes: readonly string[];
}

const key = annotationKey(new Uint8Array(32).fill(11));
const reportedNotes = 5;

interface Read {
  readonly reading: PageReading;
  readonly index: PageIndex;
}

/** The product's own way: follows the page, makes notes on it and finds them again. */
export class NoteReader {
  #watch: PageWatch | undefined;

  adapter(): string {
    return adapterFor(new URL(location.href)).id;
  }

  /** Reads the page as one who has followed it since it was first read. */
  read(): Read {
    this.#watch ??= watchPage({
      document,
      adapter: adapterFor(new URL(location.href)),
      signal: new AbortController().signal,
      onHeaders: ignore,
      onCells: ignore,
      onSettled: ignore,
    });
    const reading = this.#watch.refresh();
    return { reading, index: indexPage(reading.page, key) };
  }

  /** A note on every cell and row of the page whose true place is known, or on every `step`th. */
  describe(step: number): readonly TrialNote[] {
    const { reading, index } = this.read();
    const notes = placesOf(reading).flatMap((place): TrialNote[] => {
      const truth = truthAt(elementAt(reading, place));
      if (truth === undefined) return [];
      const value = valueAt(reading, place);
      const address = describePlace(reading.page, index, place, { value, atMs: 0, key });
      if (address === undefined) return [];
      return [{ truth, value, note: { id: placeKey(place), scope: index.scope, address } }];
    });
    return notes.filter((_note, at) => at % step === 0);
  }

  /** Finds the notes as a panel opened now would, and judges what it says of each. */
  resolve(notes: readonly TrialNote[], portal: PortalPage, settled: boolean): Trial {
    const sinceMs = performance.now();
    const claims = claimsOf(notes, this.read(), settled);
    const elapsedMs = performance.now() - sinceMs;
    const shown = shownTruths();
    const judged = notes.map((note, at) => ({
      note,
      verdict: judge(note, claims[at] ?? { state: 'absent' }, portal, shown),
    }));
    const namesOf = (verdict: string): readonly string[] =>
      judged
        .filter((each) => each.verdict === verdict)
        .slice(0, reportedNotes)
        .map((each) => each.note.truth);
    return {
      ...countVerdicts(judged.map(({ verdict }) => verdict)),
      elapsedMs,
      wrongNotes: namesOf('wrong'),
      lostNotes: namesOf('lost'),
    };
  }
}

const ignore = (): void => undefined;

function claimsOf(
  notes: readonly TrialNote[],
  { reading, index }: Read,
  settled: boolean,
): readonly Claim[] {
  const pageNotes = notes.map(({ note }) => note);
  const indexes = [{ key, index }];
  const places = placesToWatch(pageNotes, indexes);
  const values = new Map(places.map((place) => [placeKey(place), valueAt(reading, place)]));
  return findNotes(pageNotes, { indexes, values, settled }).map(({ resolution }): Claim => {
    if (resolution.state === 'same' || resolution.state === 'changed') {
      const element = elementAt(reading, resolution.cell);
      // Of a row nothing is said but where it is.
      return resolution.cell.col === undefined
        ? { state: 'found', element }
        : { state: 'found', element, said: resolution.state };
    }
    return { state: resolution.state === 'ambiguous' ? 'unsure' : 'absent' };
  });
}

function placesOf({ page }: PageReading): readonly CellPlace[] {
  return page.grids.flatMap(({ rows, cols }, grid) =>
    rows.flatMap((_row, row) => [{ grid, row }, ...cols.map((_col, col) => ({ grid, row, col }))]),
  );
}

function valueAt(reading: PageReading, place: CellPlace): string {
  const element = place.col === undefined ? undefined : elementAt(reading, place);
  if (!element) return '';
  return adapterFor(new URL(location.href)).textOf?.(element) ?? cellValue(element);
}
