import { foundShare, type Tally } from '@nastavnik/e2e/portals';
import type { PageCosts } from './measure-costs.ts';
import type { Sides, TrialResult } from './run-trials.ts';

type Line = readonly string[];

/** Lines under headings as a Markdown table with even columns. */
function markdownTable(headings: Line, lines: readonly Line[]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, 3, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const row = (values: Line): string =>
    `| ${values.map((value, column) => value.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [row(headings), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join(
    '\n',
  );
}

const total = ({ right, wrong, lost, unsure, absent }: Tally): number =>
  right + wrong + lost + unsure + absent;

/** A quote that found no place is an orphan, whether its cell is shown or not. */
const orphans = ({ lost, unsure, absent }: Tally): number => lost + unsure + absent;

const perAnchor = (elapsedMs: number, tally: Tally): string =>
  total(tally) === 0 ? '–' : (elapsedMs / total(tally)).toFixed(3);

const headings = [
  '', 'right', 'wrong', 'lost', 'several', 'not shown', 'found', 'ms each',
  'quote right', 'quote wrong', 'quote orphan', 'ms each',
]; // prettier-ignore

function sidesLine(name: string, { ours, oursMs, quotes, quotesMs }: Sides): Line {
  const counts = [ours.right, ours.wrong, ours.lost, ours.unsure, ours.absent];
  return [
    name,
    ...counts.map(String),
    `${(foundShare(ours) * 100).toFixed(1)} %`,
    perAnchor(oursMs, ours),
    ...[quotes.right, quotes.wrong, orphans(quotes)].map(String),
    perAnchor(quotesMs, quotes),
  ];
}

/** One line for each change of the page, or for each portal. */
export const trialTable = (lines: TrialResult['byChange']): string =>
  markdownTable(
    headings,
    [...lines].map(([name, sides]) => sidesLine(name, sides)),
  );

const ms = (value: number): string => value.toFixed(1);
const ratio = (ours: number, theirs: number): string => `${(theirs / ours).toFixed(1)}×`;

/** One line for each page; the ratio says how much longer the quote-based way takes. */
export const costTable = (costs: readonly PageCosts[]): string =>
  markdownTable(
    [
      'page', 'read at load, ms', 'read after a change, ms', 'find 200, ms', 'quotes, ms', 'ratio',
      'corrected: find 200, ms', 'quotes, ms', 'ratio', '1,000 notes, KiB', '1,000 quotes, KiB',
    ], // prettier-ignore
    costs.map((cost) => [
      `${cost.family}, ${cost.size.pupils} × ${cost.size.lessons}`,
      ms(cost.readAtLoadMs),
      ms(cost.readAfterChangeMs),
      ms(cost.findMs),
      ms(cost.quotesMs),
      ratio(cost.findMs, cost.quotesMs),
      ms(cost.findCorrectedMs),
      ms(cost.quotesCorrectedMs),
      ratio(cost.findCorrectedMs, cost.quotesCorrectedMs),
      (cost.noteBytes / 1024).toFixed(0),
      (cost.quoteBytes / 1024).toFixed(0),
    ]),
  );
