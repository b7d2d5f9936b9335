import type { GridHeader } from '@nastavnik/core/annotation';
import { readPage, type PageReading } from '../../../grid/page-reading.ts';
import { adapterFor } from '../../registry.ts';

interface HappyDom {
  setURL(url: string): void;
}

/** Reads a page with these contents at this address by the adapter the address leads to. */
export function showPage(url: string, body: string): PageReading {
  const browser: unknown = Reflect.get(globalThis, 'happyDOM');
  (browser as HappyDom).setURL(url);
  document.body.innerHTML = body;
  return readAgain();
}

/** Reads the page as it stands. */
export const readAgain = (): PageReading =>
  readPage(document, adapterFor(new URL(document.location.href)));

/** Header texts, the parts of each joined. */
export const namesOf = (headers: readonly GridHeader[] = []): readonly string[] =>
  headers.map(({ path }) => path.join(' | '));

export const idsOf = (headers: readonly GridHeader[] = []): readonly (string | undefined)[] =>
  headers.map(({ id }) => id);

/** The text of every cell of the first grid, row by row. */
export const valuesOf = ({ tables: [table] }: PageReading): readonly (readonly string[])[] =>
  (table?.grid.rows ?? []).map((_, row) =>
    (table?.grid.cols ?? []).map((__, col) => table?.cellAt(row, col)?.text ?? '—'),
  );
