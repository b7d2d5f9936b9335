import { writeSync } from 'node:fs';
import {
  AppError,
  createDocumentId,
  systemRandom,
  type KeyId,
  type LogId,
} from '@nastavnik/core/kernel';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import { testChange } from '../../store/testing/test-change.ts';

/*
 * Writes to a store while its disk is tampered with: the file and the number of changes come as
 * arguments. Says `kept HASH` for each acknowledged change, `full` when there is no room, `room`
 * when there is again, and one line with a code when it must end, with 74 as `serve` does.
 */
const [, , path = '', count = '12'] = process.argv;
const ioExitCode = 74;
const kid = 'a1'.repeat(16) as KeyId;
const say = (line: string): void => void writeSync(1, `${line}\n`);

function end(error: unknown): never {
  say(`ended ${error instanceof AppError ? error.code : String(error)}`);
  process.exit(error instanceof AppError ? ioExitCode : 1);
}

// A relay is kept alive by its server.
const server = setInterval(() => undefined, 60_000);

try {
  const store = openSqliteStore(path);
  void store.lost.then(end);
  store.onFull((isFull) => say(isFull ? 'full' : 'room'));
  const documentId = createDocumentId(systemRandom);
  const logId = 'log' as LogId;
  await store
    .announceDocument({ documentId, kind: 'programme', logId, atMs: 1 })
    .catch(() => undefined);
  for (let place = 0; place < Number(count); place += 1) {
    const change = testChange(`${process.pid} ${place}`, kid);
    const commit = { documentId, changes: [change], heads: [change.hash], kid, atMs: 2 };
    try {
      await store.commitChanges(commit);
      say(`kept ${change.hash}`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (!store.isFull()) continue;
      // As people's devices do: it is offered again when there is room.
      await new Promise<void>((resolve) => {
        const silence = store.onFull(() => {
          silence();
          resolve();
        });
      });
      place -= 1;
    }
  }
  await store.close();
  clearInterval(server);
} catch (error) {
  end(error);
}
