import type { RelayUnderTest } from './relay-under-test.ts';

/** A writer and readers of one text, with every edit made ready before the clock starts. */
export interface Line {
  /** Sends the next prepared letter. */
  edit(): void;
  readonly sent: number;
  /** Milliseconds from the sending of a letter to its coming, one for each letter and reader. */
  readonly samples: readonly number[];
  /** Milliseconds from the sending of a letter to the word that it is kept. */
  readonly keptMs: readonly number[];
  /** How many letters the relay has said it keeps. */
  readonly acknowledged: number;
  close(): Promise<void>;
}

/** One document of a relay and people who may write and read it. */
export interface SharedText {
  /** Resolves when a first letter has reached all readers; `edits` more are prepared. */
  openLine(readers: number, edits: number): Promise<Line>;
  /** Somebody comes with letters written elsewhere, hears that they are kept, and goes. */
  visit(letters: number): Promise<void>;
  /** Somebody comes and reads until so many letters are there; resolves to how many came. */
  read(letters: number, limitMs: number): Promise<number>;
}

/** What it cost somebody to bring back what was written offline. */
export interface Returning {
  readonly tookMs: number;
  readonly bytesUp: number;
  /** The changes themselves. */
  readonly floorBytes: number;
}

/** A relay with people and texts: each side of the comparison brings its own. */
export interface Population {
  readonly relay: RelayUnderTest;
  readonly texts: readonly SharedText[];
  /** Where the relay keeps everything. */
  readonly folder: string;
  /** One person, who has one letter of every text on the relay, brings so many more of each. */
  returnWith(letters: number): Promise<Returning>;
}

/** Starts a relay with so many texts, shared by so many pairs of people, on an empty folder. */
export type StartPopulation = (texts: number, couples?: number) => Promise<Population>;
