/** What became of all notes of a page after one change, counted. */
export interface Tally {
  /** On their cell, and rightly said to be the same or changed. */
  readonly right: number;
  /** On another cell in silence, or on their cell with a wrong word about its value. */
  readonly wrong: number;
  /** Their cell is shown, has a name of its own, and they did not say where it is. */
  readonly lost: number;
  /** Their cell is shown among others of the same name, and they say so. */
  readonly unsure: number;
  /** Their cell is not shown, and they claim no other. */
  readonly absent: number;
}

export type Verdict = keyof Tally;

export const emptyTally: Tally = { right: 0, wrong: 0, lost: 0, unsure: 0, absent: 0 };

export const countVerdicts = (all: readonly Verdict[]): Tally =>
  all.reduce((tally, verdict) => ({ ...tally, [verdict]: tally[verdict] + 1 }), emptyTally);

export const addTallies = (a: Tally, b: Tally): Tally => ({
  right: a.right + b.right,
  wrong: a.wrong + b.wrong,
  lost: a.lost + b.lost,
  unsure: a.unsure + b.unsure,
  absent: a.absent + b.absent,
});

/** Of the cells that are shown under a name of their own, the part that was found, 0 to 1. */
export const foundShare = ({ right, lost }: Tally): number =>
  right + lost === 0 ? 1 : right / (right + lost);
