import {
  closeCodes,
  encodeFrame,
  limits,
  type CloseReason,
  type ServerFrame,
} from '@nastavnik/core/protocol';
import type { Refusal } from '@nastavnik/core/kernel';
import type { WebSocket } from 'ws';
import type { RelayObserver } from '../relay/observer.ts';

/** The part of a websocket that frames need. */
export type RelaySocket = Pick<
  WebSocket,
  | 'CLOSED'
  | 'OPEN'
  | 'bufferedAmount'
  | 'close'
  | 'on'
  | 'once'
  | 'pause'
  | 'readyState'
  | 'resume'
  | 'send'
  | 'terminate'
>;

/** A websocket that speaks frames, hears them one at a time, and says why it closes. */
export class FrameSocket {
  readonly #socket: RelaySocket;
  readonly #observer: RelayObserver;
  #turn: Promise<void> = Promise.resolve();
  #waitingFrames = 0;
  #waitingBytes = 0;
  #isClosing = false;

  constructor(socket: RelaySocket, observer: RelayObserver) {
    this.#socket = socket;
    this.#observer = observer;
    // Faults of the transport end in `close`, which is where they are handled.
    socket.on('error', () => undefined);
  }

  get isGone(): boolean {
    return this.#socket.readyState === this.#socket.CLOSED;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  /** Each frame is handled wholly before the next one; the peer is held back meanwhile. */
  onFrame(
    handle: (bytes: Uint8Array) => Promise<void> | void,
    onFault: (error: unknown) => void,
  ): void {
    this.#socket.on('message', (data: Uint8Array, isBinary: boolean) => {
      if (!isBinary) return this.close({ code: 'frame-malformed' });
      if (this.#isClosing) return undefined;
      this.#wait(1, data.length);
      this.#turn = this.#turn.then(async () => {
        this.#wait(-1, -data.length);
        if (this.#isClosing) return;
        try {
          await handle(data);
        } catch (error) {
          onFault(error);
          this.close({ code: 'internal' });
        }
      });
    });
  }

  /** Holds the peer back while too much of what it said waits to be handled. */
  #wait(frames: number, bytes: number): void {
    this.#waitingFrames += frames;
    this.#waitingBytes += bytes;
    const isTooMuch =
      this.#waitingFrames > limits.maxWaitingFrames || this.#waitingBytes > limits.maxWaitingBytes;
    if (isTooMuch) this.#socket.pause();
    else if (frames < 0) this.#socket.resume();
  }

  onClose(handle: () => void): void {
    this.#socket.on('close', handle);
  }

  send(frame: ServerFrame): void {
    if (this.#isClosing || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > limits.maxUnreadBytes) {
      return this.close({ code: 'rate-limited' });
    }
    const bytes = encodeFrame(frame);
    this.#observer.frame('out', frame.type, bytes.length);
    if ('code' in frame) this.#observer.refused(frame.code);
    this.#socket.send(bytes);
  }

  /** Says why in a frame, then in the close code; a peer that does not answer is cut off. */
  close(refusal: Refusal, retryAfterMs = 0): void {
    if (this.#isClosing) return;
    this.send({ type: 'closing', retryAfterMs, ...refusal });
    this.#isClosing = true;
    const reason: CloseReason =
      refusal.code in closeCodes ? (refusal.code as CloseReason) : 'sign-in-refused';
    this.#socket.close(closeCodes[reason].code, refusal.code);
    const cutOff = setTimeout(() => this.#socket.terminate(), 1_000);
    cutOff.unref();
    this.#socket.once('close', () => clearTimeout(cutOff));
  }
}
