import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { systemClock } from '@nastavnik/core/kernel';
import { createCopy } from '../creation/create-copy.ts';
import { failuresOf } from '../finding.ts';
import { pruneCopies } from '../folder/prune-copies.ts';
import type { ScheduledCopy, ScheduledJob } from './scheduled-job.ts';

/*
 * One copy in a process of its own: reading every chunk through takes the processor for a while,
 * and the relay's loop must not wait for it. The job comes as one line, the outcome goes back as one.
 */
const lowPriority = 10;

async function run({ data, folder, withRelayKey, rotation }: ScheduledJob): Promise<ScheduledCopy> {
  try {
    const job = { data, folder, withRelayKey, clock: systemClock };
    const { name, manifest } = await createCopy(job);
    await pruneCopies(folder, rotation, systemClock);
    const [failure] = failuresOf(manifest.tested.findings);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    return { name, bytes, ...(failure && { failure: failure.code }) };
  } catch (error) {
    const code = (error as { code?: unknown } | null)?.code;
    return { failure: typeof code === 'string' ? code : 'internal' };
  }
}

try {
  setPriority(lowPriority);
} catch {
  // Not every system lets a process step back.
}
for await (const line of createInterface(process.stdin)) {
  process.stdout.write(`${JSON.stringify(await run(JSON.parse(line) as ScheduledJob))}\n`);
  break;
}
process.exit(0);
