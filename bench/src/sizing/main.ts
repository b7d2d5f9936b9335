import { parseArgs } from 'node:util';
import { computers } from './computer.ts';
import { measureSize, type SizeResult } from './measure-size.ts';

/*
 * How large a computer a district needs: pairs with a history, people typing at once with a partner
 * looking on, and how long it takes until the relay says that an edit is kept. `--pairs 300,3000
 * --people 20,100 --rate 0.5 --seconds 20`; a person who fills in a form makes an edit every other
 * second.
 */
const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '300,3000' },
    people: { type: 'string', default: '20,100,300' },
    rate: { type: 'string', default: '0.5' },
    seconds: { type: 'string', default: '20' },
  },
});
const numbers = (text: string): number[] => text.split(',').map(Number);

const line = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
function show(result: SizeResult): string {
  const { computer, pairs, people, missing } = result;
  const { cores, memoryMiB } = computer;
  return line([
    `${cores} × core, ${memoryMiB / 1024} GiB`,
    pairs,
    people,
    `${result.keptP50Ms.toFixed(0)} / ${result.keptP95Ms.toFixed(0)}`,
    missing,
    result.processorMsPerThousand.toFixed(0),
    result.residentMiB.toFixed(0),
    result.diskKibPerPair.toFixed(1),
  ]);
}

const headings = [
  'computer',
  'pairs',
  'people typing',
  'kept after, p50 / p95, ms',
  'not kept',
  'processor ms for 1,000 edits',
  'resident, MiB',
  'disk for a pair, KiB',
];
console.log(line(headings));
console.log(line(headings.map(() => '---')));
for (const computer of computers) {
  for (const pairs of numbers(values.pairs)) {
    const people = numbers(values.people).filter((count) => count <= pairs);
    const load = { computer, pairs, people, rate: Number(values.rate) };
    const results = await measureSize({ ...load, seconds: Number(values.seconds) });
    for (const result of results) console.log(show(result));
  }
}
process.exit(0);
