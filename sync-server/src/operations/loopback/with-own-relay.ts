import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { createRelay, type Relay } from '../../relay/relay.ts';
import { openSqliteStore } from '../../store/sqlite-store.ts';
import type { DataFolder } from '../configuration/data-folder.ts';
import { readKeyFile } from '../keys/key-file.ts';
import { createLogger } from '../serving/create-logger.ts';

/**
 * Does something with a relay that is started on this computer for as long as it takes, where none
 * runs. Its gate is the one that serves.
 */
export async function withOwnRelay<T>(
  data: DataFolder,
  action: (relay: Relay) => Promise<T>,
): Promise<T> {
  const store = openSqliteStore(data.store);
  try {
    const relay = await createRelay({
      store,
      keys: { relay: (await readKeyFile(data.relayKey)).signer },
      clock: systemClock,
      random: systemRandom,
      logger: createLogger({ level: 'silent', format: 'json' }),
      listen: { host: '127.0.0.1', port: 0 },
    });
    try {
      return await action(relay);
    } finally {
      await relay.close();
    }
  } finally {
    await store.close();
  }
}
