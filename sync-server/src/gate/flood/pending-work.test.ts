import { limits } from '@nastavnik/core/protocol';
import { expect, it } from 'vitest';
import { PendingWork } from './pending-work.ts';

it('[A8] holds a connection back while a hundred of its frames, or four mebibytes, wait', async () => {
  const pending = new PendingWork();
  const work = Array.from({ length: limits.maxPendingDocumentsPerConnection }, () =>
    Promise.withResolvers<void>(),
  );
  const added = work.map(({ promise }) => pending.add(1, promise));
  const last = added.pop();
  await Promise.all(added);
  let isHeld = true;
  const released = last?.then(() => {
    isHeld = false;
  });
  await Promise.resolve();
  expect([pending.count, isHeld]).toEqual([limits.maxPendingDocumentsPerConnection, true]);
  work[0]?.resolve();
  await released;
  for (const { resolve } of work) resolve();
  await Promise.all(work.map(({ promise }) => promise));
  const heavy = Promise.withResolvers<void>();
  const held = pending.add(limits.maxPendingBytesPerConnection + 1, heavy.promise);
  heavy.reject(new Error('the document could not be served'));
  await held;
  expect(pending.count).toBe(0);
});
