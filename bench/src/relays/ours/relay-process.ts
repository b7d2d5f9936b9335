import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openExportedKey } from '@nastavnik/core/access';
import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { createRelay, openSqliteStore, type Logger } from '@nastavnik/sync-server';

/** Our relay on files that the measure has filled, with the idle time shortened to be waited for. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: relay-process FOLDER');

const logger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: console.warn,
  error: console.error,
};
const relayKey = await openExportedKey(
  JSON.parse(readFileSync(join(folder, 'relay-key.json'), 'utf8')),
);
if (!relayKey.ok) throw new Error(relayKey.error.code);
const store = openSqliteStore(join(folder, 'relay.db'));
const relay = await createRelay({
  store,
  keys: { relay: relayKey.value.signer },
  clock: systemClock,
  random: systemRandom,
  logger,
  listen: { host: '127.0.0.1', port: 0 },
  idleDocumentMs: 1_000,
});
process.once('SIGTERM', () => {
  void relay
    .close()
    .then(() => store.close())
    .then(() => process.exit(0));
});
process.send?.({ url: `ws://127.0.0.1:${relay.address.port}` });
