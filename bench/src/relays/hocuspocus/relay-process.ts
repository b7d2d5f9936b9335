import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Database } from '@hocuspocus/extension-database';
import { Server } from '@hocuspocus/server';

/**
 * Hocuspocus with its database extension on SQLite: the table and the statements are those of its
 * own SQLite extension, over the SQLite of Node, so that nothing has to be compiled.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: relay-process FOLDER');

const db = new DatabaseSync(join(folder, 'hocuspocus.db'));
db.exec(
  'CREATE TABLE IF NOT EXISTS documents (name varchar(255) NOT NULL, data blob NOT NULL, UNIQUE(name))',
);
const select = db.prepare('SELECT data FROM documents WHERE name = ? ORDER BY rowid DESC');
const upsert = db.prepare(
  'INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET data = excluded.data',
);
const server = new Server({
  port: 0,
  address: '127.0.0.1',
  quiet: true,
  stopOnSignals: false,
  maxPendingDocuments: 10_000,
  extensions: [
    new Database({
      fetch: async ({ documentName }) =>
        (select.get(documentName)?.['data'] as Uint8Array | undefined) ?? null,
      store: async ({ documentName, state }) => {
        upsert.run(documentName, state);
      },
    }),
  ],
});
await server.listen();
process.send?.({ url: `ws://127.0.0.1:${server.address.port}` });
process.once('SIGTERM', () => process.exit(0));
