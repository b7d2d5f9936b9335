import { adapterFor, servePage } from '@nastavnik/extension/page';
import { heading, longPageAddress, paragraphsOf } from './long-page.ts';

let serve: ((message: unknown) => void) | undefined;

/* The page's side, as the content script runs it. */
const pageSide = {
  /** Fills the page; of each tenth word, one letter is another when `isEdited`. */
  fill(length: number, isEdited: boolean): void {
    const edit = (text: string): string =>
      isEdited ? text.replace(/((?:\S+ ){9}\S)\S/g, (_, before: string) => `${before}ъ`) : text;
    const main = document.createElement('main');
    const title = document.createElement('h1');
    title.textContent = heading;
    main.append(
      title,
      ...paragraphsOf(length).map((text) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = edit(text);
        return paragraph;
      }),
    );
    document.body.replaceChildren(main);
  },

  start(tell: (report: unknown) => void, mark: string): void {
    performance.mark(mark);
    serve = servePage({
      document,
      adapter: adapterFor(new URL(longPageAddress)),
      remembered: { path: () => [] },
      signal: new AbortController().signal,
      isGenuine: () => true,
      send: tell,
    });
  },

  hear(order: unknown): void {
    serve?.(order);
  },

  /** How many passages are highlighted. */
  drawn(): number {
    return [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0);
  },
};

export type PageSide = typeof pageSide;
Object.assign(globalThis, { pageSide });
