import { isErrorCode, type Refusal } from '@nastavnik/core/kernel';
import {
  closeReason,
  decodeFrame,
  encodeFrame,
  serverFrameSchema,
  type ClientFrame,
  type ServerFrame,
} from '@nastavnik/core/protocol';

/** A relay may send a whole document in one frame; beyond this it is not a relay of ours. */
const maxServerFrameBytes = 16_777_216;

export interface FrameSocketEvents {
  readonly onFrame: (frame: ServerFrame) => void;
  /** Once; `retryAfterMs` when the relay said it. */
  readonly onClosed: (reason: Refusal) => void;
}

/** One websocket that speaks frames. Frames of unknown types are left alone: a newer relay. */
export class FrameSocket {
  readonly #socket: WebSocket;
  readonly #events: FrameSocketEvents;
  #isClosed = false;
  #farewell: Refusal | undefined;

  constructor(socket: WebSocket, events: FrameSocketEvents) {
    this.#socket = socket;
    this.#events = events;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', (event) => this.#receive(event.data));
    socket.addEventListener('close', (event) => this.#finish(event.code));
    socket.addEventListener('error', () => undefined);
  }

  /** False where the socket is not open; the caller's state follows from `onClosed`. */
  send(frame: ClientFrame): boolean {
    if (this.#isClosed || this.#socket.readyState !== this.#socket.OPEN) return false;
    this.#socket.send(new Uint8Array(encodeFrame(frame)));
    return true;
  }

  /** Closes from this side; `onClosed` follows with `reason`. */
  close(reason: Refusal): void {
    this.#farewell ??= reason;
    this.#socket.close();
    this.#finish(1000);
  }

  #receive(data: unknown): void {
    if (this.#isClosed || !(data instanceof ArrayBuffer)) return;
    const decoded = decodeFrame(new Uint8Array(data), maxServerFrameBytes);
    if (!decoded.ok) return this.close(decoded.error);
    if (isOfOtherProtocol(decoded.value)) return this.close({ code: 'protocol-version' });
    const parsed = serverFrameSchema.safeParse(decoded.value);
    if (!parsed.success) return;
    if (parsed.data.type === 'closing') this.#farewell = { code: parsed.data.code };
    this.#events.onFrame(parsed.data);
  }

  #finish(code: number): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const reason = code === 1006 || code === 1005 ? 'relay-unreachable' : closeReason(code);
    this.#events.onClosed(
      this.#farewell ?? { code: isErrorCode(reason) ? reason : 'relay-unreachable' },
    );
  }
}

/** A challenge of another protocol would be left alone as unknown, and nobody would be told. */
function isOfOtherProtocol(value: object): boolean {
  const { type, protocol } = value as { type?: unknown; protocol?: unknown };
  return type === 'challenge' && typeof protocol === 'number' && protocol !== 1;
}
