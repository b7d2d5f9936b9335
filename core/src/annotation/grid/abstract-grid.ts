/**
 * A row or column of a grid by what names it: its header texts from the outside in («ноябрь»,
 * «15»), and the portal's own id where the adapter knows one.
 */
export interface GridHeader {
  readonly path: readonly string[];
  readonly id?: string;
}

/**
 * A grid as annotation sees it: headers only. The values stay on the page; rows and columns are
 * named by their place in these lists.
 */
export interface AbstractGrid {
  /** What names the grid on its page: caption, label or a stable id; empty when nothing does. */
  readonly label: string;
  readonly rows: readonly GridHeader[];
  readonly cols: readonly GridHeader[];
}

/** A page as annotation sees it. `context` are the texts that say class, subject and period. */
export interface AbstractPage {
  readonly adapter: string;
  /** Origin and path, without query and fragment. */
  readonly address: string;
  readonly context: readonly string[];
  readonly grids: readonly AbstractGrid[];
}

/** A cell by its places in the lists of a page; without `col`, the whole row. */
export interface CellPlace {
  readonly grid: number;
  readonly row: number;
  readonly col?: number;
}
