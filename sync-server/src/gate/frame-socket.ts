import {
  closeCodes,
  encodeFrame,
  limits,
  type CloseReason,
  type ServerFrame,
} from '@nastavnik/core/protocol';
import type { Refusal } from '@nastavnik/core/kernel';
import { Socket } from 'node:net';
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
  #isHeld = false;
  #isClosing = false;
  #isCorked = false;

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
    if (isTooMuch === this.#isHeld) return;
    this.#isHeld = isTooMuch;
    if (isTooMuch) this.#socket.pause();
    else this.#socket.resume();
  }

  onClose(handle: () => void): void {
    this.#socket.on('close', handle);
  }

  send(frame: ServerFrame): void {
    if (!this.#canSend()) return;
    if ('code' in frame) this.#observer.refused(frame.code);
    this.#write(frame.type, encodeFrame(frame));
  }

  #canSend(): boolean {
    if (this.#isClosing || this.#socket.readyState !== this.#socket.OPEN) return false;
    if (this.#socket.bufferedAmount <= limits.maxUnreadBytes) return true;
    this.close({ code: 'rate-limited' });
    return false;
  }

  #write(type: ServerFrame['type'], bytes: Uint8Array): void {
    this.#observer.frame('out', type, bytes.length);
    this.#cork();
    this.#socket.send(bytes);
  }

  /** What is said in one breath, «on disk» and what is new, goes out in one piece. */
  #cork(): void {
    if (this.#isCorked || !('_socket' in this.#socket)) return;
    const { _socket: transport } = this.#socket;
    if (!(transport instanceof Socket)) return;
    this.#isCorked = true;
    transport.cork();
    process.nextTick(() => {
      this.#isCorked = false;
      transport.uncork();
    });
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
