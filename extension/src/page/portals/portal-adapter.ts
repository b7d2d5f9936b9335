import type { LaidOutTable } from '@nastavnik/core/annotation';

/** A grid whose cells are elements of the page. */
export type PageTable = LaidOutTable<Element>;

/** What an adapter says about the page as a whole. */
interface PageSurroundings {
  /** What names the page: origin and path, or better where the portal's address says less. */
  readonly address: string;
  /** Texts that say class, subject and period. */
  readonly context: readonly string[];
}

/** How one family of portals shows its pages. One file each, chosen by the address. */
export interface PortalAdapter {
  /** Part of every stored scope: never renamed. */
  readonly id: string;
  /** True where pages show pupils; then nothing but keyed hashes may be stored. */
  readonly personal: boolean;
  matches(url: URL): boolean;
  scope(document: Document, grids: readonly PageTable[]): PageSurroundings;
  grids(document: Document): readonly PageTable[];
}
