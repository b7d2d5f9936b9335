import { readFileSync } from 'node:fs';

/** Seeds that failed once. They are played first, so that no fault comes back unseen. */
export function storedSeeds(): readonly number[] {
  const text = readFileSync(new URL('../../fixtures/seeds.json', import.meta.url), 'utf8');
  const { seeds } = JSON.parse(text) as { readonly seeds: readonly { readonly seed: number }[] };
  return seeds.map(({ seed }) => seed);
}
