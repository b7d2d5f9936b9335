import { parseArgs } from 'node:util';
import { measureAnnotation } from './annotation/measure-annotation.ts';
import { measureProse } from './annotation/prose/measure-prose.ts';
import { measureExtension } from './measures/extension.ts';
import { relayMeasures } from './measures/relay-rows.ts';
import { formatTable, relayNames, type RelayName, type Row } from './table.ts';

/*
 * Everything in one run on one machine, so that the ratios mean something: absolute figures of a
 * busy machine do not. `--quick` shortens each measure for a look; `--documents` says how many come
 * and go, the longest measure of all; `--only relay`, `--only extension`, `--only annotation` and
 * `--only prose` run one part;
 * `--relays ours,floor` measures some of the relays; `--rows 1,5` some of the relays' measures.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    documents: { type: 'string' },
    only: { type: 'string' },
    relays: { type: 'string', default: relayNames.join() },
    rows: { type: 'string' },
  },
});

const isRelay = (name: string): name is RelayName =>
  (relayNames as readonly string[]).includes(name);
const rows: Row[] = [];
const failures: string[] = [];
const names = new Set(values.relays.split(',').filter(isRelay));
const loads = {
  seconds: values.quick ? 3 : 15,
  documents: Number(values.documents ?? (values.quick ? 150 : 3_000)),
  kills: values.quick ? 2 : 10,
  changesOfLongDocument: 2_000,
};

const isWanted = (part: string): boolean => (values.only ?? part) === part;

if (isWanted('annotation')) {
  failures.push(...(await measureAnnotation({ isQuick: values.quick })));
}
if (isWanted('prose')) failures.push(...(await measureProse()));
if (isWanted('relay')) {
  const comparison = { names, onFailure: (what: string) => failures.push(what) };
  const wanted = values.rows?.split(',').map(Number);
  for (const [place, measure] of relayMeasures(comparison, loads).entries()) {
    if (wanted === undefined || wanted.includes(place + 1)) rows.push(...(await measure()));
  }
}
if (isWanted('extension')) {
  try {
    rows.push(...(await measureExtension({ pairs: 300, openings: values.quick ? 5 : 15 })));
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}
if (rows.length > 0) console.log(formatTable(rows));
for (const failure of failures) console.log(`Not measured: ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);
