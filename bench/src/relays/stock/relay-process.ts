import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Repo, type PeerId } from '@automerge/automerge-repo';
import { WebSocketServerAdapter } from '@automerge/automerge-repo-network-websocket';
import { NodeFSStorageAdapter } from '@automerge/automerge-repo-storage-nodefs';
import { WebSocketServer } from 'ws';

/** The peer of the comparison: automerge-repo's own parts, put together as its documentation does. */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: relay-process FOLDER');

const http = createServer();
const sockets = new WebSocketServer({ server: http });
const repo = new Repo({
  peerId: 'stock-relay' as PeerId,
  network: [new WebSocketServerAdapter(sockets as never) as never],
  storage: new NodeFSStorageAdapter(folder),
  sharePolicy: async () => false,
});
await repo.storageId();
http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  process.send?.({ url: `ws://127.0.0.1:${port}` });
});
