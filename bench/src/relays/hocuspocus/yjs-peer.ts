import { once } from 'node:events';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { WebSocket } from 'ws';

const types = { sync: 0, auth: 2, syncStatus: 8 } as const;
const authToken = 0;
const authenticated = 2;
const stepOne = 0;
const update = 2;

/** What comes about one document. */
export interface YjsListener {
  readonly onAuthenticated?: () => void;
  /** A part of the document, or an edit of somebody else. */
  readonly onUpdate?: (bytes: Uint8Array) => void;
  /** The relay has answered what was offered. */
  readonly onKept?: () => void;
}

/** A client of Hocuspocus over its own frames, as light as the others of the comparison. */
export class YjsPeer {
  bytesUp = 0;
  readonly #socket: WebSocket;
  readonly #listeners = new Map<string, YjsListener>();

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('error', () => {
      // A killed relay is what some measures are about; the close event tells them.
    });
    socket.on('message', (frame: Buffer) => {
      this.#hear(new Uint8Array(frame));
    });
  }

  static async connect(url: string): Promise<YjsPeer> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, 'open');
    return new YjsPeer(socket);
  }

  /** Proves nothing, as nothing is asked, and says what it has of the document. */
  join(name: string, stateVector: Uint8Array, listener: YjsListener): void {
    this.#listeners.set(name, listener);
    this.#send(name, types.auth, (encoder) => {
      encoding.writeVarUint(encoder, authToken);
      encoding.writeVarString(encoder, 'token');
      encoding.writeVarString(encoder, '4.7.0');
    });
    this.#send(name, types.sync, (encoder) => {
      encoding.writeVarUint(encoder, stepOne);
      encoding.writeVarUint8Array(encoder, stateVector);
    });
  }

  update(name: string, bytes: Uint8Array): void {
    this.#send(name, types.sync, (encoder) => {
      encoding.writeVarUint(encoder, update);
      encoding.writeVarUint8Array(encoder, bytes);
    });
  }

  #send(name: string, type: number, write: (encoder: encoding.Encoder) => void): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    const encoder = encoding.createEncoder();
    encoding.writeVarString(encoder, name);
    encoding.writeVarUint(encoder, type);
    write(encoder);
    const bytes = encoding.toUint8Array(encoder);
    this.bytesUp += bytes.length;
    this.#socket.send(bytes);
  }

  #hear(frame: Uint8Array): void {
    const decoder = decoding.createDecoder(frame);
    const listener = this.#listeners.get(decoding.readVarString(decoder));
    const type = decoding.readVarUint(decoder);
    if (type === types.auth && decoding.readVarUint(decoder) === authenticated) {
      listener?.onAuthenticated?.();
    }
    if (type === types.syncStatus) listener?.onKept?.();
    if (type !== types.sync && type !== 4) return;
    const step = decoding.readVarUint(decoder);
    if (step !== stepOne) listener?.onUpdate?.(decoding.readVarUint8Array(decoder));
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
