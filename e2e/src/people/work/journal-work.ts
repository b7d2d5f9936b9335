import type { CDPSession, Page } from 'playwright-core';
import type { LaunchOptions } from '../../browser/launch.ts';
import type { JournalScript } from '../../portal/journal-script.ts';
import type { Person } from '../person.ts';
import { readStoredTexts } from '../stored-texts.ts';

/** How to seat a person who works beside a journal on this machine. */
export const besideJournal: Partial<LaunchOptions> = { hostPermissions: ['http://127.0.0.1/*'] };

/** A cell of the generated journal by the portal's own ids, which the extension never reads. */
export interface JournalCell {
  readonly pupilId: string;
  readonly lessonId: string;
}

export interface JournalDesk {
  readonly journal: Page;
  /** The side panel, in a tab of its own. */
  readonly panel: Page;
}

/** Opens the journal and, beside it, the panel, which turns to the website seen last. */
export async function openJournal(curator: Person, url: string): Promise<JournalDesk> {
  const journal = await curator.browser.context.newPage();
  await journal.goto(url);
  const panel = await curator.browser.open('sidepanel');
  await panel.getByRole('button', { name: 'Отметить клетку' }).waitFor();
  return { journal, panel };
}

const cellOf = (journal: Page, { pupilId, lessonId }: JournalCell) =>
  journal.locator(`[data-pupil="${pupilId}"][data-lesson="${lessonId}"]`);

/** Surname of the pupil whose row a cell stands in. */
export async function surnameOf(journal: Page, cell: JournalCell): Promise<string> {
  const row = journal.locator('tr').filter({ has: cellOf(journal, cell) });
  const name = await row.locator('.name').textContent();
  return (name ?? '').split(' ')[0] ?? '';
}

/** Chooses a cell on the page; leaves the panel with the form of a new note. */
export async function pickCell({ journal, panel }: JournalDesk, cell: JournalCell): Promise<void> {
  await panel.getByRole('button', { name: 'Отметить клетку' }).click();
  await panel.getByRole('button', { name: 'Отменить выбор' }).waitFor();
  await journal.bringToFront();
  await cellOf(journal, cell).click();
  await panel.bringToFront();
  await panel.getByLabel('Заметка', { exact: true }).waitFor();
}

/** The teacher corrects a mark; the portal draws the page anew. */
export async function correct(journal: Page, cell: JournalCell, mark: string): Promise<void> {
  await journal.evaluate(
    ({ pupilId, lessonId, mark: corrected }) => {
      const { portal } = globalThis as unknown as { readonly portal: JournalScript };
      portal.correct(pupilId, lessonId, corrected);
    },
    { ...cell, mark },
  );
}

export interface NoteWords {
  readonly text: string;
  /** Part of the name of what the note is tied to. */
  readonly tie: RegExp;
}

/** Marks a cell and saves a note on it; returns the text as the preview promised to store it. */
export async function markCell(
  desk: JournalDesk,
  cell: JournalCell,
  { text, tie }: NoteWords,
): Promise<string> {
  const { panel } = desk;
  await pickCell(desk, cell);
  await panel.getByLabel('Заметка', { exact: true }).fill(text);
  const preview = (await panel.locator('.quote').textContent()) ?? '';
  const select = panel.getByLabel('К чему относится', { exact: true });
  const option = select.locator('option', { hasText: tie });
  await option.waitFor({ state: 'attached' });
  await select.selectOption((await option.getAttribute('value')) ?? '');
  await panel.getByRole('button', { name: 'Сохранить заметку' }).click();
  await panel.getByRole('listitem').filter({ hasText: preview }).waitFor();
  return preview;
}

/** Waits until the panel lists a note with this state. */
export async function waitForNote(panel: Page, text: string, state: string): Promise<void> {
  const note = panel.getByRole('listitem').filter({ hasText: text });
  await note.getByText(state, { exact: true }).waitFor();
}

/** A mark as it is drawn over the page: the cell under it, and its name for a screen reader. */
export interface DrawnMark extends JournalCell {
  readonly label: string;
}

/** The marks on the page, each with the cell that its outline lies on. */
export async function readMarks(journal: Page): Promise<readonly DrawnMark[]> {
  const session = await journal.context().newCDPSession(journal);
  try {
    const marks: DrawnMark[] = [];
    for (const { label, x, y } of await drawnPoints(session)) {
      const cell = await journal.evaluate(
        ([left, top]) => {
          const data = document.elementFromPoint(left, top)?.closest('td')?.dataset;
          return { pupilId: data?.['pupil'] ?? '', lessonId: data?.['lesson'] ?? '' };
        },
        [x, y] as const,
      );
      marks.push({ ...cell, label });
    }
    return marks;
  } finally {
    await session.detach();
  }
}

/** The layer is closed to scripts, the page's and ours; only the browser itself sees into it. */
async function drawnPoints(session: CDPSession) {
  await session.send('DOM.enable');
  const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true });
  const points: { label: string; x: number; y: number }[] = [];
  for (const [at, { nodeId, attributes = [] }] of nodes.entries()) {
    if (attributes[attributes.indexOf('class') + 1] !== 'outline') continue;
    const button = nodes.slice(at + 1).find(({ nodeName }) => nodeName === 'BUTTON');
    const names = button?.attributes ?? [];
    const box = await session.send('DOM.getBoxModel', { nodeId }).catch(() => undefined);
    if (box === undefined) continue;
    const [left = 0, top = 0, , , right = 0, bottom = 0] = box.model.border;
    // Below and left of the middle: the mark's button covers the other corner.
    points.push({
      label: names[names.indexOf('aria-label') + 1] ?? '',
      x: left + (right - left) / 4,
      y: top + ((bottom - top) * 3) / 4,
    });
  }
  return points;
}

const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

/** A surname without what its cases change: «Абрикосову» is found by «абрикос». */
const stemOf = (surname: string): string => fold(surname).slice(0, Math.max(4, surname.length - 2));

/** Throws with the places when any form of any of these surnames is in a relay's data folder. */
export async function assertNoPupilNames(
  dataFolder: string,
  surnames: readonly string[],
): Promise<void> {
  const stems = surnames.map(stemOf);
  const found = (await readStoredTexts(dataFolder)).flatMap(({ where, text }) => {
    const folded = fold(text);
    return stems.filter((stem) => folded.includes(stem)).map((stem) => `${stem} in ${where}`);
  });
  if (found.length > 0) throw new Error(`Pupils are named in what has synced: ${found.join('; ')}`);
}
