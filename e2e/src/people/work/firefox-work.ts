import type { FirefoxPage } from '../../browser/firefox/firefox-page.ts';
import type { DrawnMark, JournalCell } from './journal-work.ts';

/** From a pasted invitation to the first screen with documents. */
export async function joinInFirefox(page: FirefoxPage, invitation: string): Promise<void> {
  await page.type(['textbox', 'Ссылка или код'], invitation);
  await page.click(['button', 'Проверить приглашение']);
  await page.type(['textbox', 'Как назвать это устройство'], 'Ноутбук с Firefox');
  await page.click(['button', 'Принять приглашение']);
  await page.find(['navigation', 'Разделы']);
}

const goal = ['textbox', 'Цель'] as const;

/** The mentor begins the programme of the only pair. */
export async function startProgrammeInFirefox(page: FirefoxPage, words: string): Promise<void> {
  await page.click(['link', 'Пары']);
  await page.waitFor(`location.hash === '#/pairs'`);
  await page.click('main a[href^="#/pairs/"]');
  await page.click(['button', 'Начать программу']);
  await page.type(['textbox', 'Название'], 'Первый год');
  await page.type(goal, words);
}

export const typeGoalInFirefox = (page: FirefoxPage, words: string): Promise<void> =>
  page.type(goal, words);

/** Waits until a field on the screen holds exactly this. */
export const waitForWords = (page: FirefoxPage, words: string): Promise<void> =>
  page.waitFor(
    `[...document.querySelectorAll('textarea')].some((field) => field.value === ${JSON.stringify(words)})`,
  );

export interface FirefoxDesk {
  readonly journal: FirefoxPage;
  /** The sidebar, in a tab of its own. */
  readonly panel: FirefoxPage;
}

const selectorOf = ({ pupilId, lessonId }: JournalCell): string =>
  `[data-pupil="${pupilId}"][data-lesson="${lessonId}"]`;

/** Marks a cell of the journal and saves a note on it. */
export async function markCellInFirefox(
  { journal, panel }: FirefoxDesk,
  cell: JournalCell,
  text: string,
): Promise<void> {
  await panel.click(['button', 'Отметить клетку']);
  await panel.find(['button', 'Отменить выбор']);
  await journal.bringToFront();
  await journal.click(selectorOf(cell));
  await panel.bringToFront();
  await panel.type(['textbox', 'Заметка'], text);
  await panel.click(['button', 'Сохранить заметку']);
  await panel.waitFor(
    `[...document.querySelectorAll('li')].some((item) => item.innerText.includes(${JSON.stringify(text)}))`,
  );
}

/** The marks on the page, each with the cell that its outline lies on. */
export async function marksInFirefox(journal: FirefoxPage): Promise<readonly DrawnMark[]> {
  return journal.shadowed<DrawnMark>(
    'outline',
    `(outline) => {
      const { left, top, width, height } = outline.getBoundingClientRect();
      const data = document
        .elementFromPoint(left + width / 4, top + (height * 3) / 4)
        ?.closest('td')?.dataset;
      const label = outline.nextElementSibling?.getAttribute('aria-label') ?? '';
      return { pupilId: data?.pupil ?? '', lessonId: data?.lesson ?? '', label };
    }`,
  );
}
