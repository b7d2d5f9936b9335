import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RandomSource } from '@nastavnik/core/kernel';
import { WebSocket, WebSocketServer } from 'ws';

/** How often a message meets with each fault, as shares of one. */
export interface LineFaults {
  readonly duplicate: number;
  readonly drop: number;
  /** Let the next message pass before it. */
  readonly reorder: number;
  /** Half of it goes through, and then the line is gone. */
  readonly cut: number;
}

type Fault = keyof LineFaults | 'none';

/** The longest that a message held back waits for another to pass it. */
const holdMs = 20;

/** A websocket line to a relay that loses, doubles, swaps and tears messages, by the bytes of a seed. */
export class FaultyLine {
  readonly #relayUrl: string;
  readonly #random: RandomSource;
  readonly #faults: LineFaults;
  readonly #http = createServer();
  readonly #server = new WebSocketServer({ server: this.#http, perMessageDeflate: false });
  readonly #open = new Set<WebSocket>();
  /** What has happened so far, so that a test knows that something has. */
  readonly happened: Record<Fault, number> = { none: 0, duplicate: 0, drop: 0, reorder: 0, cut: 0 };
  #isCalm = true;

  private constructor(relayUrl: string, random: RandomSource, faults: LineFaults) {
    this.#relayUrl = relayUrl;
    this.#random = random;
    this.#faults = faults;
    this.#server.on('connection', (near, { headers }) => this.#connect(near, headers.host ?? ''));
  }

  static async open(
    relayUrl: string,
    random: RandomSource,
    faults: LineFaults,
  ): Promise<FaultyLine> {
    const line = new FaultyLine(relayUrl, random, faults);
    await new Promise<void>((resolve) => {
      line.#http.listen(0, '127.0.0.1', resolve);
    });
    return line;
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** Faults from now on; until then everything passes. */
  disturb(): void {
    this.#isCalm = false;
  }

  /** No faults any more. What was lost is only asked for again on a new connection, so it ends these. */
  calm(): void {
    this.#isCalm = true;
    for (const socket of this.#open) socket.terminate();
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.terminate();
    this.#server.close();
    await new Promise<void>((resolve) => {
      this.#http.close(() => resolve());
    });
  }

  #connect(near: WebSocket, host: string): void {
    const far = new WebSocket(this.#relayUrl, { headers: { host }, perMessageDeflate: false });
    const early: Buffer[] = [];
    const toRelay = this.#pipe(near, far);
    const toDevice = this.#pipe(far, near);
    near.on('message', (data: Buffer) => {
      if (far.readyState === WebSocket.OPEN) toRelay(data);
      else early.push(data);
    });
    far.on('open', () => {
      for (const data of early) toRelay(data);
    });
    far.on('message', toDevice);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#open.add(socket);
      socket.on('error', () => other.terminate());
      socket.on('close', (code, reason) => {
        this.#open.delete(socket);
        if (other.readyState !== WebSocket.OPEN) other.terminate();
        else if (code >= 4000 || code === 1000) other.close(code, reason);
        else other.terminate();
      });
    }
  }

  /** Passes messages one way. */
  #pipe(from: WebSocket, to: WebSocket): (data: Buffer) => void {
    let held: Buffer | undefined;
    const send = (data: Buffer): void => {
      if (to.readyState === WebSocket.OPEN) to.send(data, { binary: true });
    };
    const release = (): void => {
      if (held) send(held);
      held = undefined;
    };
    return (data) => {
      const fault = this.#isCalm ? 'none' : this.#draw();
      this.happened[fault] += 1;
      if (fault === 'drop') return;
      if (fault === 'cut') {
        send(data.subarray(0, Math.floor(data.length / 2)));
        from.terminate();
        return;
      }
      if (fault === 'reorder' && held === undefined) {
        held = data;
        setTimeout(release, holdMs);
        return;
      }
      send(data);
      if (fault === 'duplicate') send(data);
      release();
    };
  }

  #draw(): Fault {
    const [high = 0, low = 0] = this.#random.bytes(2);
    let at = (high * 256 + low) / 65_536;
    for (const fault of ['duplicate', 'drop', 'reorder', 'cut'] as const) {
      at -= this.#faults[fault];
      if (at < 0) return fault;
    }
    return 'none';
  }
}
