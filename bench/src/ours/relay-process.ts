import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openExportedKey } from '@nastavnik/core/access';
import { startTestRelay } from '@nastavnik/sync-server/testing';

/** Our relay on files that the measure has filled, with the idle time shortened to be waited for. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: relay-process FOLDER');

const relayKey = await openExportedKey(
  JSON.parse(readFileSync(join(folder, 'relay-key.json'), 'utf8')),
);
if (!relayKey.ok) throw new Error(relayKey.error.code);
const { url, close } = await startTestRelay({
  path: join(folder, 'relay.db'),
  relayKey: relayKey.value,
  idleDocumentMs: 1_000,
});
process.on('SIGTERM', () => {
  close().then(
    () => process.exit(0),
    () => process.exit(70),
  );
});
process.send?.({ url });
