import { writeTag, type MarkupStyle, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { startingState, type GridSize } from '../school/create-journal.ts';
import { changes, type ChangeName } from '../school/changes.ts';
import { shownLessons, type Choice, type PortalState } from '../school/school.ts';

export interface PortalPageOptions {
  readonly family: PortalFamily;
  readonly size: GridSize;
  readonly style: MarkupStyle;
  readonly choice: Choice;
}

/** How far a page that loads late has come. */
export const loadingStages = ['shell', 'empty grid', 'some rows', 'whole'] as const;
export type LoadingStage = (typeof loadingStages)[number];

/** A portal's own script: draws every time with fresh nodes, as frameworks do. */
export class PortalPage {
  readonly #options: PortalPageOptions;
  readonly #start: PortalState;
  #state: PortalState;

  constructor(options: PortalPageOptions) {
    this.#options = options;
    const { size, family, choice } = options;
    const start = startingState(size, family.rows);
    const isFirst = Object.values(choice).every((place) => place === 0);
    this.#start = isFirst ? start : this.#chosen(start, choice);
    this.#state = this.#start;
    this.#draw(family.body(this.#state));
  }

  /** Shows the page as it was at first. */
  restart(): void {
    this.#show(this.#start);
  }

  change(name: ChangeName): void {
    const { size, family } = this.#options;
    this.#show(changes[name](this.#state, { size, kind: family.rows }));
  }

  /** Shows a part of what is there to show. */
  load(stage: LoadingStage): void {
    const { family } = this.#options;
    if (stage === 'shell') return this.#draw([]);
    const count = stage === 'empty grid' ? 0 : 7;
    const rows = stage === 'whole' ? {} : { rows: { from: 0, count } };
    this.#draw(family.body({ ...this.#start, ...rows }));
  }

  /** Turns back to the first journal, of which all is drawn but the grid: that is still the old one. */
  turnBack(): void {
    const { grid = '' } = this.#options.family;
    const old = grid === '' ? null : document.querySelector(grid);
    this.restart();
    const drawn = grid === '' ? null : document.querySelector(grid);
    if (old !== null) drawn?.replaceWith(old);
  }

  /**
   * True when the page itself tells this cell from every other: neither at first nor now has another
   * row or lesson the same name, nor has the window come to end beside it, where one may be cut off.
   */
  isAlone(truth: string): boolean {
    if (this.#hasComeToEdge(truth.split('/')[1] ?? '')) return false;
    return [this.#start, this.#state].every(({ journal: { pupils, lessons } }) => {
      const [pupilId, lessonId] = truth.split('/');
      const pupil = pupils.find(({ id }) => id === pupilId);
      const lesson = lessons.find(({ id }) => id === lessonId);
      const namesakes = pupils.filter(({ name }) => name === pupil?.name);
      const beside = lessons.filter(({ atMs }) => atMs === lesson?.atMs);
      return namesakes.length < 2 && beside.length < 2;
    });
  }

  #hasComeToEdge(lessonId: string): boolean {
    const isAtEdge = (state: PortalState): readonly boolean[] => {
      const lessons = shownLessons(state);
      return [lessons.at(0)?.id === lessonId, lessons.at(-1)?.id === lessonId];
    };
    const before = isAtEdge(this.#start);
    return isAtEdge(this.#state).some((isNow, side) => isNow && before[side] !== true);
  }

  /** What a cell says in the journal itself; `undefined` where the journal has no such cell. */
  markOf(truth: string): string | undefined {
    const { pupils, lessons, marks } = this.#state.journal;
    const [pupilId, lessonId] = truth.split('/');
    const isThere =
      pupils.some(({ id }) => id === pupilId) && lessons.some(({ id }) => id === lessonId);
    return isThere ? (marks[truth] ?? '') : undefined;
  }

  #chosen(state: PortalState, choice: Choice): PortalState {
    const { size, family } = this.#options;
    const names = ['other class', 'other subject', 'other period'] as const;
    const wanted = [choice.schoolClass, choice.subject, choice.period];
    const world = { size, kind: family.rows };
    return names
      .filter((_name, i) => (wanted[i] ?? 0) > 0)
      .reduce((before, name) => changes[name](before, world), state);
  }

  #show(state: PortalState): void {
    const { family } = this.#options;
    this.#state = { ...state, drawings: this.#state.drawings + 1 };
    history.pushState(null, '', family.address(this.#state));
    this.#draw(family.body(this.#state));
  }

  #draw(parts: readonly Tag[]): void {
    const template = document.createElement('template');
    template.innerHTML = parts.map((part) => writeTag(part, this.#options.style)).join('\n');
    document.body.replaceChildren(template.content);
  }
}
