import { EventEmitter } from 'node:events';
import type { Owner } from '../platform/scheduler.ts';
import type { Wire, WireEnd } from './wire.ts';

/** The relay's end of a wire with the face of a socket of `ws`. */
export class RelayEnd extends EventEmitter implements WireEnd {
  readonly OPEN = 1;
  readonly CLOSED = 3;
  readonly bufferedAmount = 0;
  readonly owner: Owner;
  readyState: 0 | 1 | 2 | 3 = 1;
  readonly #wire: Wire;
  readonly #waiting: Uint8Array[] = [];
  #isPaused = false;

  constructor(owner: Owner, wire: Wire) {
    super();
    this.owner = owner;
    this.#wire = wire;
    wire.attach('relay', this);
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === this.OPEN) this.#wire.send('relay', bytes);
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    for (const bytes of this.#waiting.splice(0)) this.received(bytes);
  }

  close(code = 1005, reason = ''): void {
    if (this.readyState >= 2) return;
    this.readyState = 2;
    this.#wire.close('relay', code, reason);
  }

  terminate(): void {
    this.#wire.cut();
  }

  opened(): void {
    this.readyState = 1;
  }

  received(bytes: Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    if (this.#isPaused) this.#waiting.push(bytes);
    else this.emit('message', Buffer.from(bytes), true);
  }

  closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = 3;
    this.emit('close', code, Buffer.from(reason));
  }
}
