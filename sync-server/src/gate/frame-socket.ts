import {
  closeCodes,
  encodeFrame,
  type CloseReason,
  type ServerFrame,
} from '@nastavnik/core/protocol';
import type { Refusal } from '@nastavnik/core/kernel';
import type { WebSocket } from 'ws';
import type { RelayObserver } from '../relay/observer.ts';

/** What a slow reader may leave unread before the relay stops talking to it. */
const maxUnreadBytes = 64 * 1_024 * 1_024;
const maxWaitingFrames = 256;

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
  #waiting = 0;
  #isClosing = false;

  constructor(socket: WebSocket, observer: RelayObserver) {
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
      this.#waiting += 1;
      if (this.#waiting > maxWaitingFrames) this.#socket.pause();
      this.#turn = this.#turn.then(async () => {
        this.#waiting -= 1;
        if (this.#waiting < maxWaitingFrames) this.#socket.resume();
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

  onClose(handle: () => void): void {
    this.#socket.on('close', handle);
  }

  send(frame: ServerFrame): void {
    if (this.#isClosing || this.#socket.readyState !== this.#socket.OPEN) return;
    if (this.#socket.bufferedAmount > maxUnreadBytes) return this.close({ code: 'rate-limited' });
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
