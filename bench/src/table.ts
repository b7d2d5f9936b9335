/** The relays of the comparison, in the order of their columns. */
export const relayNames = ['stock', 'hocuspocus', 'floor', 'ours'] as const;
export type RelayName = (typeof relayNames)[number];

/** One line of the report: a figure of each relay, and what ours is held to. */
export interface Row {
  readonly measure: string;
  readonly figures: Readonly<Partial<Record<RelayName, string>>>;
  readonly target: string;
  readonly isMet: boolean;
}

const headings = ['measure', 'automerge-repo', 'hocuspocus', 'floor', 'nastavnik', 'target', ''];

/** The rows as a Markdown table with even columns. */
export function formatTable(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, figures, target, isMet }) => [
    measure,
    ...relayNames.map((name) => figures[name] ?? '–'),
    target,
    target === '–' ? '' : isMet ? 'met' : 'missed',
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
