import type { CommandContext } from '../documents/index.ts';
import { createId, type PersonId, type RandomSource } from '../kernel/index.ts';
import { fakeClock } from './fake-clock.ts';
import { seededRandom } from './seeded-random.ts';

/** Somebody who acts, with a clock and ids of their own; one seed is one person. */
export function commandContext(seed: number): CommandContext & { readonly random: RandomSource } {
  const random = seededRandom(seed);
  return { personId: createId<PersonId>(random), clock: fakeClock(), random };
}
