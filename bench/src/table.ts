/** One line of the report: a figure of the peer, ours, and how the two stand. */
export interface Row {
  readonly measure: string;
  readonly stock: string;
  readonly ours: string;
  /** Ours as a share of the peer's; absent where there is no peer. */
  readonly ratio?: number;
  readonly target: string;
  readonly isMet: boolean;
}

const headings = ['measure', 'stock', 'nastavnik', 'ratio', 'target', ''] as const;

/** The rows as a Markdown table with even columns. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.measure,
    row.stock,
    row.ours,
    row.ratio === undefined ? '–' : row.ratio.toFixed(2),
    row.target,
    row.target === '–' ? '' : row.isMet ? 'met' : 'missed',
  ]);
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, 3, ...cells.map((line) => line[column]?.length ?? 0)),
  );
  const line = (values: readonly string[]): string =>
    `| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(headings), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  );
}
