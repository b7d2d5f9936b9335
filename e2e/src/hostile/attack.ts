/** One attack of a page on the extension, as the scripts and the markup that the page is made of. */
export interface Attack {
  readonly name: string;
  /**
   * What may be seen of the person's note: `marked`, the mark on its cell as ever; `any`, the page has
   * destroyed or hidden its table, and a note that is not found is honest.
   */
  readonly leaves: 'marked' | 'any';
  /** Runs before the page has a body. */
  readonly before?: string;
  /** Runs when the page has loaded. */
  readonly after?: string;
  readonly style?: string;
  readonly markup?: (journal: string) => string;
}
