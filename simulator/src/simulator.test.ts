import { expect, it } from 'vitest';
import type { SeedOutcome } from './running/run-seed.ts';
import { runSeeds } from './running/run-seeds.ts';
import { storedSeeds } from './running/stored-seeds.ts';

/** More of the same: `npm run simulate -- --seeds N`. */
const count = 500;

const play = async (seeds: Iterable<number>): Promise<readonly SeedOutcome[]> => {
  const outcomes: SeedOutcome[] = [];
  const plans = Array.from(seeds, (seed) => ({ seed }));
  await runSeeds(plans, (outcome) => outcomes.push(outcome));
  return outcomes.toSorted((one, other) => one.seed - other.seed);
};

const failuresOf = (outcomes: readonly SeedOutcome[]) =>
  outcomes
    .filter(({ faults }) => faults.length > 0)
    .map(({ seed, faults, lines }) => ({ seed, faults, lines }));

it('[S1] whatever happens to devices, relay and network, five hundred worlds keep the promises', async () => {
  const stored = storedSeeds();
  const fresh = Array.from({ length: count }, (_, place) => place + 1);
  const outcomes = await play(new Set([...stored, ...fresh]));
  expect(outcomes.length).toBeGreaterThanOrEqual(count);
  expect(failuresOf(outcomes)).toEqual([]);
}, 600_000);

it('[S1] a seed tells the whole world: played twice, it happens the same way', async () => {
  const seeds = [3, 14, 15, 92];
  const digests = async (): Promise<readonly string[]> =>
    (await play(seeds)).map(({ seed, digest }) => `${seed} ${digest}`);
  const once = await digests();
  expect(new Set(once).size).toBe(seeds.length);
  expect(await digests()).toEqual(once);
}, 60_000);
