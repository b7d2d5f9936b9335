import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { WorldPlan } from '../world/world.ts';
import type { SeedOutcome } from './run-seed.ts';

const script = new URL('./seed-worker.ts', import.meta.url);

/** Plays worlds on all cores; tells of each as it ends. The order of outcomes is nobody's. */
export async function runSeeds(
  plans: Iterable<WorldPlan>,
  onOutcome: (outcome: SeedOutcome) => void,
  threads = availableParallelism(),
): Promise<void> {
  const waiting = plans[Symbol.iterator]();
  await Promise.all(Array.from({ length: threads }, () => work(waiting, onOutcome)));
}

function work(
  waiting: Iterator<WorldPlan>,
  onOutcome: (outcome: SeedOutcome) => void,
): Promise<void> {
  const next = waiting.next();
  if (next.done === true) return Promise.resolve();
  // What the Repo says of documents that have not come is no news where they are made not to come.
  const worker = new Worker(script, { execArgv: [], stdout: true, stderr: true });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.on('error', reject);
  worker.on('message', (outcome: SeedOutcome) => {
    onOutcome(outcome);
    const { done, value } = waiting.next();
    if (done === true) void worker.terminate().then(() => resolve());
    else worker.postMessage(value);
  });
  worker.postMessage(next.value);
  return promise;
}
