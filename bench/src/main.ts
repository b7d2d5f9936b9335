import { parseArgs } from 'node:util';
import { measureKillLosses } from './measures/kill-losses.ts';
import { measurePairLatency } from './measures/pair-latency.ts';
import { measureLongDocument } from './measures/long-document.ts';
import { measureResidentMemory } from './measures/resident-memory.ts';
import { measureExtension } from './measures/extension.ts';
import { startOurs } from './ours/start-ours.ts';
import { startStock } from './stock/start-stock.ts';
import { formatTable, type Row } from './table.ts';

/*
 * Everything in one run on one machine, so that the ratios mean something: absolute figures of a
 * busy machine do not. `--quick` shortens each measure for a look; `--documents` says how many come
 * and go, the longest measure of all; `--only relay` and `--only extension` run one half.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    documents: { type: 'string' },
    only: { type: 'string' },
  },
});
const scale = values.quick ? 0.1 : 1;
const documents = Number(values.documents ?? (values.quick ? 150 : 3_000));

const ms = (value: number): string => `${value.toFixed(1)} ms`;
const mib = (value: number): string => `${value.toFixed(0)} MiB`;

async function latencyRows(editsPerSecond: number): Promise<Row[]> {
  const load = { pairs: 100, editsPerSecond, seconds: Math.max(3, 15 * scale) };
  const stock = await measurePairLatency(startStock, load);
  const ours = await measurePairLatency(startOurs, load);
  const name = `edit to partner, 100 pairs, ${editsPerSecond}/s`;
  return [
    {
      measure: `${name}, p50`,
      stock: ms(stock.p50Ms),
      ours: ms(ours.p50Ms),
      ratio: ours.p50Ms / stock.p50Ms,
      target: '–',
      isMet: true,
    },
    {
      measure: `${name}, p99`,
      stock: ms(stock.p99Ms),
      ours: ms(ours.p99Ms),
      ratio: ours.p99Ms / stock.p99Ms,
      target: '≤ 1.00',
      isMet: ours.p99Ms <= stock.p99Ms && ours.missing === 0,
    },
  ];
}

async function lossRow(): Promise<Row> {
  const load = { kills: values.quick ? 2 : 10, editsPerSecond: 200, millisecondsBeforeKill: 1_000 };
  const stock = await measureKillLosses(startStock, load);
  const ours = await measureKillLosses(startOurs, load);
  return {
    measure: `acknowledged edits lost over ${load.kills} kills`,
    stock: `${stock.lost} of ${stock.acknowledged}`,
    ours: `${ours.lost} of ${ours.acknowledged}`,
    target: '0',
    isMet: ours.lost === 0,
  };
}

async function memoryRow(): Promise<Row> {
  const load = { documents, changes: 100, idleMs: 5_000 };
  const stock = await measureResidentMemory(startStock, load);
  const ours = await measureResidentMemory(startOurs, load);
  const ratio = ours.afterMiB / stock.afterMiB;
  return {
    measure: `resident after ${load.documents} documents came and went`,
    stock: mib(stock.afterMiB),
    ours: mib(ours.afterMiB),
    ratio,
    target: '≤ 0.20',
    isMet: ratio <= 0.2,
  };
}

async function longDocumentRow(): Promise<Row> {
  const changes = 2_000;
  const stock = await measureLongDocument(startStock, changes);
  const ours = await measureLongDocument(startOurs, changes);
  return {
    measure: `first opening of ${changes} changes after a start`,
    stock: ms(stock),
    ours: ms(ours),
    ratio: ours / stock,
    target: '–',
    isMet: true,
  };
}

/** Measures one group; what fails is told below the table and does not take the others with it. */
const rows: Row[] = [];
const failures: string[] = [];
async function add(measure: () => Promise<Row | Row[]>): Promise<void> {
  try {
    rows.push(...[await measure()].flat());
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}

if (values.only !== 'extension') {
  await add(() => latencyRows(100));
  await add(() => latencyRows(400));
  await add(lossRow);
  await add(longDocumentRow);
  await add(memoryRow);
}
if (values.only !== 'relay') {
  await add(() => measureExtension({ pairs: 300, openings: values.quick ? 5 : 15 }));
}
console.log(formatTable(rows));
for (const failure of failures) console.log(`Not measured: ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
