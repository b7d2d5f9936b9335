import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { WebSocketServer, type WebSocket } from 'ws';

/**
 * The least that anything durable costs: whatever comes is written to SQLite, flushed for all that
 * came in one turn, then passed on as it is. Nobody signs in and nothing is understood.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: relay-process FOLDER');

const db = new DatabaseSync(join(folder, 'floor.db'));
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
db.exec('CREATE TABLE IF NOT EXISTS frames (text INTEGER, bytes BLOB)');
db.exec('CREATE INDEX IF NOT EXISTS byText ON frames (text)');
const insert = db.prepare('INSERT INTO frames (text, bytes) VALUES (?, ?)');
const select = db.prepare('SELECT bytes FROM frames WHERE text = ? ORDER BY rowid');
const readers = new Map<number, Set<WebSocket>>();
let waiting: { from: WebSocket; text: number; frame: Buffer }[] = [];

function commit(): void {
  const batch = waiting;
  waiting = [];
  db.exec('BEGIN');
  for (const { text, frame } of batch) insert.run(text, frame);
  db.exec('COMMIT');
  for (const { from, text, frame } of batch) {
    from.send(Buffer.from([2]));
    for (const reader of readers.get(text) ?? []) if (reader !== from) reader.send(frame);
  }
}

const http = createServer();
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  const joined = new Set<number>();
  socket.on('message', (frame: Buffer) => {
    const text = frame.readUInt32BE(1);
    if (frame[0] === 1) {
      if (waiting.push({ from: socket, text, frame }) === 1) setImmediate(commit);
      return;
    }
    joined.add(text);
    const here = readers.get(text) ?? new Set();
    readers.set(text, here.add(socket));
    for (const row of select.all(text)) socket.send(row['bytes'] as Uint8Array);
    socket.send(Buffer.from([3]));
  });
  socket.on('close', () => {
    for (const text of joined) readers.get(text)?.delete(socket);
  });
});
http.listen(0, '127.0.0.1', () => {
  process.send?.({ url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}` });
});
