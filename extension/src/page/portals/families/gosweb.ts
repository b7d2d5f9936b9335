import { buildGrid, partOf, type BuiltRow, type GridPart } from '../../grid/build-grid.ts';
import { queryAll, type PageRoot } from '../../grid/page-roots.ts';
import { readContext } from '../../grid/read-context.ts';
import { readGrids } from '../../grid/read-grids.ts';
import { isShown, visibleText } from '../../grid/visible-text.ts';
import { pageAddress } from '../page-address.ts';
import type { PageTable, PortalAdapter } from '../portal-adapter.ts';
import { columns as words } from './text/columns.ru.ts';

/** Classes of blocks and items are sourced; which of them a school's page uses differs. */
const itemSelector = '.document-object-item, .object-item';
const captionSelector = '.document-caption, .item-name';
const fileSelector = 'a.document-download, a[href*="/netcat_files/"]';
const staffSelector = '.tpl-component-gw-staff .object-item';

/** School sites on Госвеб: public pages whose documents and staff are lists. */
export const gosweb: PortalAdapter = {
  id: 'gosweb',
  personal: false,
  matches: ({ hostname }) => hostname.endsWith('.gosweb.gosuslugi.ru'),
  scope: ({ document, roots }, grids) => ({
    address: pageAddress(document.location),
    context: readContext(roots, grids),
  }),
  grids: ({ roots }) => [...documentList(roots), ...staffList(roots), ...readGrids(roots)],
  // A document's link is a cell by itself and says where its file lies.
  textOf: (cell) => (cell.tagName === 'A' ? filePath(cell) : undefined),
};

/** Every document of the page, named by its caption and known by its file. */
function documentList(roots: readonly PageRoot[]): readonly PageTable[] {
  const items = queryAll(roots, itemSelector).filter(
    (item) => isShown(item) && item.querySelector(itemSelector) === null,
  );
  const rows = items.flatMap((item): BuiltRow[] => {
    const caption = item.querySelector(captionSelector);
    const link = item.matches(fileSelector) ? item : item.querySelector(fileSelector);
    if (!caption || !link) return [];
    // The file is the document: another file under the same caption is not what was noted.
    const file = filePath(link);
    return [{ names: [{ ...partOf(caption), id: file }], values: [partOf(link, file)] }];
  });
  return listGrid('documents', words.file, rows);
}

function staffList(roots: readonly PageRoot[]): readonly PageTable[] {
  const rows = queryAll(roots, staffSelector)
    .filter((item) => isShown(item) && item.querySelector(fileSelector) === null)
    .flatMap((item): BuiltRow[] => {
      const name = item.querySelector('.item-name');
      return name ? [{ names: [partOf(name)], values: [partOf(item)] }] : [];
    });
  return listGrid('staff', words.person, rows);
}

function listGrid(label: string, column: string, rows: readonly BuiltRow[]): readonly PageTable[] {
  const source = rows[0]?.names[0]?.source;
  const head: readonly GridPart[] = source ? [{ text: column, source }] : [];
  const grid = buildGrid(label, head, rows);
  return grid ? [grid] : [];
}

/** Where a link leads on its own site, without a query that only counts visits. */
function filePath(link: Element): string {
  try {
    return new URL(link.getAttribute('href') ?? '', link.ownerDocument.baseURI).pathname;
  } catch {
    return visibleText(link);
  }
}
