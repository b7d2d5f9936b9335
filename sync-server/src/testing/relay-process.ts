import { openExportedKey } from '@nastavnik/core/access';
import { AppError, systemClock, systemRandom } from '@nastavnik/core/kernel';
import { createRelay, type Logger } from '../relay/relay.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';

/*
 * A relay in a process of its own, for tests that kill it: the file and the key come as arguments,
 * the port goes to the parent (a third argument asks for one), SIGTERM drains. A second one on the same file exits with 75.
 */
const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
const [, , path = '', keyText = '', port = '0'] = process.argv;
const lockedExitCode = 75;

try {
  const store = openSqliteStore(path);
  const key = await openExportedKey(JSON.parse(keyText));
  if (!key.ok) throw new AppError(key.error.code);
  const relay = await createRelay({
    store,
    keys: { relay: key.value.signer },
    clock: systemClock,
    random: systemRandom,
    logger: silent,
    listen: { host: '127.0.0.1', port: Number(port) },
  });
  process.once('SIGTERM', () => {
    void relay
      .close()
      .then(() => store.close())
      .then(() => process.exit(0));
  });
  process.send?.({ port: relay.address.port });
} catch (error) {
  process.exit(error instanceof AppError && error.code === 'store-locked' ? lockedExitCode : 1);
}
