import type { Owner } from '../platform/scheduler.ts';
import type { Wire, WireEnd } from './wire.ts';

/** A device's end of a wire with the face of a browser's WebSocket. */
export class DeviceSocket extends EventTarget implements WireEnd {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSING = 2;
  readonly CLOSED = 3;
  readonly owner: Owner;
  binaryType = 'blob';
  readyState = 0;
  readonly #wire: Wire;

  constructor(owner: Owner, wire: Wire) {
    super();
    this.owner = owner;
    this.#wire = wire;
    wire.attach('device', this);
  }

  send(bytes: Uint8Array): void {
    if (this.readyState === this.OPEN) this.#wire.send('device', bytes);
  }

  close(): void {
    if (this.readyState >= this.CLOSING) return;
    this.readyState = this.CLOSING;
    this.#wire.close('device', 1005, '');
  }

  opened(): void {
    if (this.readyState !== this.CONNECTING) return;
    this.readyState = this.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  received(bytes: Uint8Array): void {
    if (this.readyState !== this.OPEN) return;
    this.dispatchEvent(new MessageEvent('message', { data: bytes.buffer }));
  }

  closed(code: number, reason: string): void {
    if (this.readyState === this.CLOSED) return;
    this.readyState = this.CLOSED;
    this.dispatchEvent(Object.assign(new Event('close'), { code, reason }));
  }
}
