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

export interface OpenDocument {
  doc: A.Doc<unknown>;
  state: A.SyncState;
  /** Called after something of another peer was applied. */
  onChange?: () => void;
}

/**
 * A client of websocket protocol v1 over raw Automerge sync: the same load for every relay, and so
 * light that one process can be hundreds of people.
 */
export class SyncPeer {
  readonly documents = new Map<string, OpenDocument>();
  /** Heads the relay says it has: what each relay counts as an acknowledgement. */
  onHeads: ((source: 'durable' | 'sync', documentId: string, heads: string[]) => void) | undefined;
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

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
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
      this.#applySync(String(frame['documentId']), frame['data'] as Uint8Array);
    } else if (frame.type === 'durable') {
      this.onHeads?.('durable', String(frame['documentId']), frame['heads'] as string[]);
    } else if (frame.type === 'rejected') {
      throw new Error(`the relay refused an edit of the load: ${String(frame['code'])}`);
    }
  }

  #applySync(documentId: string, data: Uint8Array): void {
    const open = this.documents.get(documentId);
    if (open === undefined) return;
    this.onHeads?.('sync', documentId, A.decodeSyncMessage(data).heads);
    const before = A.getHeads(open.doc).join();
    [open.doc, open.state] = A.receiveSyncMessage(open.doc, open.state, data);
    if (A.getHeads(open.doc).join() !== before) open.onChange?.();
    this.pump(documentId);
  }

  /** Starts syncing a document; an empty one is asked for, another is offered. */
  open(documentId: string, doc: A.Doc<unknown>): OpenDocument {
    const open: OpenDocument = { doc, state: A.initSyncState() };
    this.documents.set(documentId, open);
    this.pump(documentId, A.getHeads(doc).length === 0 ? 'request' : 'sync');
    return open;
  }

  change(documentId: string, edit: (draft: never) => void): void {
    const open = this.documents.get(documentId);
    if (open === undefined) throw new Error('document is not open');
    open.doc = A.change(open.doc, edit as (draft: unknown) => void);
    this.pump(documentId);
  }

  /** Sends what the sync protocol has to say now. */
  pump(documentId: string, type: 'sync' | 'request' = 'sync'): void {
    const open = this.documents.get(documentId);
    if (open === undefined || !this.isOpen) return;
    const [state, data] = A.generateSyncMessage(open.doc, open.state);
    open.state = state;
    if (data !== null) {
      this.#send({ type, senderId: this.#peerId, targetId: this.#relayId, documentId, data });
    }
  }

  #send(frame: object): void {
    if (this.isOpen) this.#socket.send(encodeFrame(frame));
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
