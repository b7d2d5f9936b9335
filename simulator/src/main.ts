import { parseArgs } from 'node:util';
import type { SeedOutcome } from './running/run-seed.ts';
import { runSeeds } from './running/run-seeds.ts';
import { storedSeeds } from './running/stored-seeds.ts';
import type { WorldPlan } from './world/world.ts';

const usage = `npm run simulate -- [--seeds N] [--seed S] [--full-disks] [--verbose]

  --seeds N   how many worlds to play (1 with --seed, otherwise 500)
  --seed S    the first of them; without it the stored seeds come first
  --full-disks  disks of devices fill up as well, where not everything holds yet
  --verbose   one line for each world, and the last events of each that failed
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    seed: { type: 'string' },
    'full-disks': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function* worldsToPlay(first: number | undefined, count: number): Iterable<WorldPlan> {
  const hasFullDisks = values['full-disks'];
  if (first === undefined) for (const seed of storedSeeds()) yield { seed, hasFullDisks };
  const start = first ?? 1;
  for (let seed = start; seed < start + count; seed += 1) yield { seed, hasFullDisks };
}

function show({ seed, digest, faults, lines }: SeedOutcome): void {
  if (faults.length === 0) {
    if (values.verbose) console.log(`${seed} ${digest}`);
    return;
  }
  console.log(`seed ${seed} fails:`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (values.verbose) console.log(lines.join('\n'));
}

const first = values.seed === undefined ? undefined : Number(values.seed);
const count = Number(values.seeds ?? (first === undefined ? 500 : 1));
if (values.help || !Number.isInteger(count) || Number.isNaN(first)) {
  console.log(usage);
  process.exitCode = values.help ? 0 : 64;
} else {
  const failed: number[] = [];
  let played = 0;
  const before = process.cpuUsage();
  await runSeeds(worldsToPlay(first, count), (outcome) => {
    played += 1;
    if (outcome.faults.length > 0) failed.push(outcome.seed);
    show(outcome);
  });
  const { user, system } = process.cpuUsage(before);
  const seconds = ((user + system) / 1e6).toFixed(1);
  console.log(`${played} worlds, ${failed.length} failed, ${seconds} s of processor time`);
  if (failed.length > 0) process.exitCode = 1;
}
