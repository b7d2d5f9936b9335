import type { Journal } from './journal.ts';

/**
 * The portal's own script. Its source is sent to the browser, so it uses nothing from outside. Draws
 * every time with fresh nodes, as frameworks do; buttons and `window.portal` drive it.
 */
export class JournalScript {
  readonly journal: Journal;
  pupils: Journal['pupils'];
  lessons: Journal['lessons'];
  marks: Record<string, Record<string, string>>;
  subject: string;
  from = 0;

  constructor(journal: Journal) {
    this.journal = journal;
    this.pupils = journal.pupils;
    this.lessons = journal.lessons;
    this.marks = structuredClone(journal.marks) as Record<string, Record<string, string>>;
    this.subject = journal.subjects[0] ?? '';
    const on = (id: string, act: () => void): void =>
      document.getElementById(id)?.addEventListener('click', act);
    on('redraw', () => this.render());
    on('sort', () => this.sortByAverage());
    on('insert', () => this.insertLesson());
    on('slide', () => this.slide(5));
    const select = document.querySelector('select');
    select?.addEventListener('change', () => this.showSubject(select.value));
    Object.assign(globalThis, { portal: this });
    this.render();
  }

  render(): void {
    const table = document.createElement('table');
    table.id = 'journal';
    table.append(this.head(), this.body());
    document.querySelector('main')?.replaceChildren(table);
    const heading = document.querySelector('h2');
    if (heading) heading.textContent = this.subject;
  }

  sortByAverage(): void {
    this.pupils = [...this.pupils].sort((a, b) => this.average(b.id) - this.average(a.id));
    this.render();
  }

  /** A lesson of the day after the shown window's second lesson. */
  insertLesson(): void {
    const place = this.from + 3;
    const before = this.lessons[place - 1];
    if (!before) return;
    const day = String(Number(before.day) + 1);
    const added = { id: `added-${this.lessons.length}`, month: before.month, day };
    this.lessons = [...this.lessons.slice(0, place), added, ...this.lessons.slice(place)];
    this.render();
  }

  /** Positive to later lessons, negative to earlier ones. */
  slide(by: number): void {
    const last = this.lessons.length - this.journal.shown;
    this.from = Math.max(0, Math.min(this.from + by, last));
    this.render();
  }

  correct(pupilId: string, lessonId: string, mark: string): void {
    const ofSubject = this.marks[this.subject];
    if (ofSubject) ofSubject[`${pupilId}/${lessonId}`] = mark;
    this.render();
  }

  showSubject(subject: string): void {
    this.subject = subject;
    this.render();
  }

  shownLessons(): Journal['lessons'] {
    return this.lessons.slice(this.from, this.from + this.journal.shown);
  }

  markOf(pupilId: string, lessonId: string): string {
    return this.marks[this.subject]?.[`${pupilId}/${lessonId}`] ?? '';
  }

  average(pupilId: string): number {
    const marks = this.lessons.map(({ id }) => Number(this.markOf(pupilId, id))).filter(Boolean);
    return marks.reduce((sum, mark) => sum + mark, 0) / Math.max(1, marks.length);
  }

  head(): HTMLElement {
    const { words } = this.journal;
    const months = this.shownLessons().reduce<{ month: string; span: number }[]>((all, lesson) => {
      const last = all.at(-1);
      if (last?.month === lesson.month) last.span += 1;
      else all.push({ month: lesson.month, span: 1 });
      return all;
    }, []);
    const top = [
      this.cell('th', words.number, { rowspan: '2' }),
      this.cell('th', words.pupil, { rowspan: '2' }),
      ...months.map(({ month, span }) => this.cell('th', month, { colspan: String(span) })),
      this.cell('th', words.average, { rowspan: '2' }),
    ];
    const days = this.shownLessons().map(({ day }) => this.cell('th', day, {}));
    return this.section('thead', [top, days]);
  }

  body(): HTMLElement {
    const rows = this.pupils.map((pupil, i) => [
      this.cell('td', String(i + 1), {}),
      this.cell('td', pupil.name, { class: 'name' }),
      ...this.shownLessons().map((lesson) => this.markCell(pupil.id, lesson.id)),
      this.cell('td', this.average(pupil.id).toFixed(2), {}),
    ]);
    return this.section('tbody', rows);
  }

  /** A click opens the portal's editor; here it only counts. */
  markCell(pupilId: string, lessonId: string): HTMLElement {
    const data = { 'data-pupil': pupilId, 'data-lesson': lessonId };
    const cell = this.cell('td', this.markOf(pupilId, lessonId), data);
    cell.addEventListener('click', () => {
      const { dataset } = document.body;
      dataset['opened'] = String(Number(dataset['opened'] ?? 0) + 1);
    });
    return cell;
  }

  cell(name: 'td' | 'th', text: string, attributes: Record<string, string>): HTMLElement {
    const cell = document.createElement(name);
    cell.textContent = text;
    for (const [key, value] of Object.entries(attributes)) cell.setAttribute(key, value);
    return cell;
  }

  section(name: 'thead' | 'tbody', rows: readonly (readonly HTMLElement[])[]): HTMLElement {
    const section = document.createElement(name);
    for (const cells of rows) {
      const row = document.createElement('tr');
      row.append(...cells);
      section.append(row);
    }
    return section;
  }
}
