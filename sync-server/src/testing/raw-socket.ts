import {
  decodeFrame,
  encodeFrame,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
  type ServerFrameOf,
} from '@nastavnik/core/protocol';
import { WebSocket } from 'ws';

const waitMs = 8_000;
const maxFrameBytes = 64 * 1_024 * 1_024;

/** A websocket that keeps every frame it heard; waits are by event and bounded. */
export class RawSocket {
  readonly frames: ServerFrame[] = [];
  /** Called for each frame before those who wait for it. */
  onFrame: (frame: ServerFrame) => void = () => undefined;
  readonly url: string;
  readonly #socket: WebSocket;
  readonly #watchers = new Set<() => void>();
  #closed: { readonly code: number; readonly reason: string } | undefined;

  constructor(url: string, options: { readonly origin?: string } = {}) {
    this.url = url;
    this.#socket = new WebSocket(url, { perMessageDeflate: false, ...options });
    this.#socket.on('message', (data: Uint8Array) => {
      const decoded = decodeFrame(new Uint8Array(data), maxFrameBytes);
      if (!decoded.ok) throw new TypeError('the relay sent a damaged frame');
      const frame = serverFrameSchema.parse(decoded.value);
      this.frames.push(frame);
      this.onFrame(frame);
      this.#wake();
    });
    this.#socket.on('close', (code, reason) => {
      this.#closed ??= { code, reason: String(reason) };
      this.#wake();
    });
    this.#socket.on('error', () => {
      this.#closed ??= { code: 1006, reason: 'error' };
      this.#wake();
    });
  }

  get isClosed(): boolean {
    return this.#closed !== undefined;
  }

  send(frame: ClientFrame): void {
    this.sendBytes(encodeFrame(frame));
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes);
  }

  /** A piece of a message that does not end. */
  sendPiece(bytes: Uint8Array): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes, { fin: false });
  }

  /** Resolves with what `look` returns once it is not undefined, after any frame or the close. */
  async until<Value>(look: () => Value | undefined, what = 'what was waited for'): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(check);
      };
      const check = (): void => {
        const value = look();
        if (value === undefined) return;
        stop();
        resolve(value);
      };
      const timer = setTimeout(() => {
        stop();
        const heard = this.frames.map(({ type }) => type).join(' ');
        reject(new Error(`${what} did not come; heard: ${heard}; ${JSON.stringify(this.#closed)}`));
      }, waitMs);
      this.#watchers.add(check);
      check();
    });
  }

  /** The first frame of a type, from the `from`-th frame on, that also passes `isWanted`. */
  frame<Type extends ServerFrame['type']>(
    type: Type,
    isWanted: (frame: ServerFrameOf<Type>) => boolean = () => true,
    from = 0,
  ): Promise<ServerFrameOf<Type>> {
    const isIt = (frame: ServerFrame): frame is ServerFrameOf<Type> =>
      frame.type === type && isWanted(frame as ServerFrameOf<Type>);
    return this.until(() => this.frames.slice(from).find(isIt), type);
  }

  closed(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.until(() => this.#closed, 'the close');
  }

  close(): void {
    this.#socket.close();
  }

  /** Ends without saying anything, as a dead network would. */
  terminate(): void {
    this.#socket.terminate();
  }

  #wake(): void {
    for (const check of this.#watchers) check();
  }
}
