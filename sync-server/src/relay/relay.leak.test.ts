import { startDocument } from '@nastavnik/core/documents';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addTask, connectDevice, startTestSchool, type TestSchool } from '../testing/index.ts';
import { soakScale } from '../testing/soak/soak-scale.ts';

const cycles = soakScale('cycles', 40);
let school: TestSchool;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({ idleDocumentMs: 0, programmes: 4 });
});
afterAll(() => school.close());

/** Resolves when nobody is connected and no document is open. */
async function empty(): Promise<void> {
  for (const endMs = performance.now() + 15_000; performance.now() < endMs;) {
    const { connections, sessions, openDocuments } = school.relay.stats();
    if (connections + sessions + openDocuments === 0) return;
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  expect(school.relay.stats()).toMatchObject({ connections: 0, sessions: 0, openDocuments: 0 });
}

/** What keeps the process alive or holds a file, by kind. */
const handles = (): Record<string, number> => {
  const kinds: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) kinds[kind] = (kinds[kind] ?? 0) + 1;
  return kinds;
};

it(`[S9] after ${cycles} who came, edited and went, nobody and nothing is left`, async () => {
  const documents = [school.nextProgramme(), school.nextProgramme()];
  const cycle = async (count: number): Promise<void> => {
    const documentId = documents[count % 2];
    if (documentId === undefined) return;
    const device = await connectDevice(school.url, school.mentor.key);
    device.open(documentId, startDocument('programme'));
    device.change(documentId, (draft) => addTask(draft, `Задача ${count}`));
    await device.durable(documentId);
    if (count % 3 === 0) device.terminate();
    else device.close();
    await device.closed();
  };
  await cycle(0);
  await empty();
  const before = handles();
  for (let count = 1; count <= cycles; count += 1) await cycle(count);
  await empty();
  const { TCPSocketWrap = 0 } = handles();
  expect(TCPSocketWrap).toBeLessThanOrEqual(before['TCPSocketWrap'] ?? 0);
  expect(school.relay.stats().workerRestarts).toBe(0);
}, 3_600_000);
