import * as A from '@automerge/automerge';
import { encodeFrame } from '@nastavnik/core/protocol';
import { decode } from 'cborg';
import { WebSocket } from 'ws';

type Frame = { readonly type: string } & Record<string, unknown>;

/** How a peer gets in: nothing for the stock relay, challenge and signature for ours. */
export interface SignIn {
  /** Answers a frame that comes before the peer may join; undefined where none is owed. */
  answer(frame: Frame): Promise<object | undefined>;
  /** True for the frame after which the peer may send `join`. */
  isLetIn(frame: Frame): boolean;
}

interface OpenDocument {
  doc: A.Doc<unknown>;
  state: A.SyncState;
}

/** Hears what comes about one document, in the place of a document of its own. */
export interface Listener {
  /** Heads the relay says it has: what each relay counts as an acknowledgement. */
  readonly onHeads?: (source: 'durable' | 'sync', heads: readonly string[]) => void;
  readonly onMessage?: (data: Uint8Array) => void;
}

/**
 * A client of websocket protocol v1 over raw Automerge sync: the same load for every relay, and so
 * light that one process can be hundreds of people.
 */
export class SyncPeer {
  /** Everything sent so far, in bytes. */
  bytesUp = 0;
  readonly #documents = new Map<string, OpenDocument>();
  readonly #listeners = new Map<string, Listener>();
  readonly #socket: WebSocket;
  #relayId = '';
  #peerId: string;

  private constructor(socket: WebSocket, peerId: string) {
    this.#socket = socket;
    this.#peerId = peerId;
  }

  static async connect(url: string, peerId: string, signIn?: SignIn): Promise<SyncPeer> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    const peer = new SyncPeer(socket, peerId);
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('close', (code) => {
        reject(new Error(`closed ${code} before it was let in`));
      });
      socket.once('open', () => {
        if (signIn === undefined) peer.#join();
      });
      socket.on('message', (data: Buffer) => {
        peer.#receive(data, signIn, resolve).catch(reject);
      });
    });
    socket.removeAllListeners('error');
    socket.on('error', () => {
      // A killed relay is what some measures are about; the close event tells them.
    });
    return peer;
  }

  #join(): void {
    this.#send({
      type: 'join',
      senderId: this.#peerId,
      peerMetadata: {},
      supportedProtocolVersions: ['1'],
    });
  }

  async #receive(data: Buffer, signIn: SignIn | undefined, letIn: () => void): Promise<void> {
    const frame = decode(new Uint8Array(data)) as Frame;
    const answer = await signIn?.answer(frame);
    if (answer !== undefined) this.#send(answer);
    if (signIn?.isLetIn(frame) === true) this.#join();
    if (frame.type === 'peer') {
      this.#relayId = String(frame['senderId']);
      this.#peerId = String(frame['targetId']);
      letIn();
    } else if (frame.type === 'sync') {
      this.#hear(String(frame['documentId']), frame['data'] as Uint8Array);
    } else if (frame.type === 'durable') {
      const listener = this.#listeners.get(String(frame['documentId']));
      listener?.onHeads?.('durable', frame['heads'] as string[]);
    } else if (frame.type === 'rejected') {
      throw new Error(`the relay refused an edit of the load: ${String(frame['code'])}`);
    }
  }

  #hear(documentId: string, data: Uint8Array): void {
    const listener = this.#listeners.get(documentId);
    if (listener?.onHeads) listener.onHeads('sync', A.decodeSyncMessage(data).heads);
    if (listener) return listener.onMessage?.(data);
    const open = this.#documents.get(documentId);
    if (open === undefined) return;
    [open.doc, open.state] = A.receiveSyncMessage(open.doc, open.state, data);
    this.#pump(documentId, 'sync');
  }

  /** From now on the caller answers for this document, and knows what it has told the relay. */
  listen(documentId: string, listener: Listener): void {
    this.#listeners.set(documentId, listener);
  }

  /** Starts syncing a document of its own. */
  open(documentId: string, doc: A.Doc<unknown>): OpenDocument {
    const open: OpenDocument = { doc, state: A.initSyncState() };
    this.#documents.set(documentId, open);
    this.#pump(documentId, 'request');
    return open;
  }

  #pump(documentId: string, type: 'sync' | 'request'): void {
    const open = this.#documents.get(documentId);
    if (open === undefined) return;
    const [state, data] = A.generateSyncMessage(open.doc, open.state);
    open.state = state;
    if (data !== null) this.send(type, documentId, data);
  }

  send(type: 'sync' | 'request', documentId: string, data: Uint8Array): void {
    this.#send({ type, senderId: this.#peerId, targetId: this.#relayId, documentId, data });
  }

  #send(frame: object): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const bytes = encodeFrame(frame);
    this.bytesUp += bytes.length;
    this.#socket.send(bytes);
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    await new Promise<void>((resolve) => {
      this.#socket.once('close', () => {
        resolve();
      });
      this.#socket.close();
    });
  }
}
