import type { LaidOutTable } from '@nastavnik/core/annotation';
import type { PageRoot } from '../grid/page-roots.ts';

/** A grid whose cells are elements of the page. */
export type PageTable = LaidOutTable<Element>;

/** What an adapter says about the page as a whole. */
interface PageSurroundings {
  /** What names the page: origin and path, or better where the portal's address says less. */
  readonly address: string;
  /** Texts that say class, subject and period. */
  readonly context: readonly string[];
}

/** A page as its adapter is given it. */
export interface PageSource {
  readonly document: Document;
  /** The trees to search, the document first. */
  readonly roots: readonly PageRoot[];
}

/** How one family of portals shows its pages. One file each, chosen by the address. */
export interface PortalAdapter {
  /** Part of every stored scope: never renamed. */
  readonly id: string;
  /** True where pages show pupils; then nothing but keyed hashes may be stored. */
  readonly personal: boolean;
  /** True where grids stand in frames of the same origin. */
  readonly readsFrames?: boolean;
  /**
   * True where a choice in the page's form shows nothing until a button loads it: then the form
   * speaks of the grid only once the grid's nodes are new.
   */
  readonly loadsOnDemand?: boolean;
  matches(url: URL): boolean;
  scope(page: PageSource, grids: readonly PageTable[]): PageSurroundings;
  grids(page: PageSource): readonly PageTable[];
  /** What a cell says, where that is not simply its text. */
  textOf?(cell: Element): string | undefined;
}
