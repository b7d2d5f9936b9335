import type { StartPopulation } from '../load/population.ts';
import { startFloor } from '../relays/floor/start-floor.ts';
import { startHocuspocus } from '../relays/hocuspocus/start-hocuspocus.ts';
import { startOurs } from '../relays/ours/start-ours.ts';
import { startStock } from '../relays/stock/start-stock.ts';
import { relayNames, type RelayName, type Row } from '../table.ts';

const starts: Readonly<Record<RelayName, StartPopulation>> = {
  stock: startStock,
  hocuspocus: startHocuspocus,
  floor: startFloor,
  ours: startOurs,
};

/** How one figure of a result is shown, and what ours is held to. */
export interface Figure<Result> {
  readonly measure: string;
  readonly show: (result: Result) => string;
  readonly target?: string;
  readonly isMet?: (ours: Result) => boolean;
}

/** Who is measured; `onFailure` hears of those who could not be. */
export interface Comparison {
  readonly names: ReadonlySet<RelayName>;
  readonly onFailure: (what: string) => void;
}

/** One measure on each relay in turn, as rows. What fails is a hole in the table, not its end. */
export async function compare<Result>(
  { names, onFailure }: Comparison,
  measure: (start: StartPopulation) => Promise<Result>,
  figures: readonly Figure<Result>[],
): Promise<Row[]> {
  const results = new Map<RelayName, Result>();
  for (const name of relayNames) {
    if (!names.has(name)) continue;
    try {
      results.set(name, await measure(starts[name]));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      onFailure(`${figures[0]?.measure ?? ''} on ${name}: ${why}`);
    }
  }
  const ours = results.get('ours');
  return figures.map(({ measure: title, show, target = '–', isMet = () => true }) => ({
    measure: title,
    figures: Object.fromEntries([...results].map(([name, result]) => [name, show(result)])),
    target,
    isMet: ours !== undefined && isMet(ours),
  }));
}
