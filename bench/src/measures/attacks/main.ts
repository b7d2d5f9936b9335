import { startDocument } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import {
  addTask,
  connectDevice,
  startTestSchool,
  type TestSchool,
} from '@nastavnik/sync-server/testing';
import { percentile } from '../../load/percentile.ts';
import { attacks } from './attacks.ts';

/*
 * `npm run attacks`: what six neighbours feel while somebody attacks. Each writes without a pause and
 * waits for the word that its edit is on disk; the relay has two document processes. Figures of one
 * machine that also plays the attacker: they are an upper bound.
 */
const neighbours = 6;
const mib = 1_024 * 1_024;

async function write(school: TestSchool, documentId: DocumentId, isOver: () => boolean) {
  const device = await connectDevice(school.url, school.mentor.key);
  const waits: number[] = [];
  device.open(documentId, startDocument('programme'));
  await device.durable(documentId);
  for (let edit = 0; !isOver(); edit += 1) {
    const startedMs = performance.now();
    device.change(documentId, (draft) => addTask(draft, `Задача ${edit % 20}`));
    await device.durable(documentId);
    waits.push(performance.now() - startedMs);
    const pause = Promise.withResolvers<void>();
    setTimeout(pause.resolve, 50);
    await pause.promise;
  }
  device.close();
  return waits;
}

await initializeAutomergeForTests();
for (const [name, attack] of Object.entries(attacks)) {
  const school = await startTestSchool({ workers: 2, programmes: 12 });
  const documents = Array.from({ length: neighbours }, () => school.nextProgramme());
  let isOver = false;
  const rss = process.memoryUsage.rss();
  const writing = documents.map((documentId) => write(school, documentId, () => isOver));
  const said = await attack(school);
  isOver = true;
  const waits = (await Promise.all(writing)).flat();
  const figures = {
    attack: name,
    edits: waits.length,
    p50Ms: Math.round(percentile(waits, 0.5)),
    p95Ms: Math.round(percentile(waits, 0.95)),
    p99Ms: Math.round(percentile(waits, 0.99)),
    longestMs: Math.round(Math.max(...waits)),
    rssGrowthMib: Math.round((process.memoryUsage.rss() - rss) / mib),
    said,
  };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  await school.close();
}
