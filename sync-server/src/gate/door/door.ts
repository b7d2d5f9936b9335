import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Clock } from '@nastavnik/core/kernel';
import { closeCodes, limits } from '@nastavnik/core/protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import { AddressBook } from './address-book.ts';
import { clientAddress } from './client-address.ts';
import { Heartbeat } from './heartbeat.ts';
import type { HostRule } from './host-rule.ts';

/** One websocket that has been let in and has proved nothing yet. */
export interface Visit {
  /** Whom it counts for: a network address, never stored or logged with a person. */
  readonly address: string;
  /** To be called when it has proved a device, or has ended. */
  readonly settle: () => void;
}

export interface DoorOptions {
  readonly clock: Clock;
  readonly allowedOrigins: readonly string[];
  readonly isOurHost: HostRule;
  /** Proxies whose word on the client's address is taken. */
  readonly trustedProxies: readonly string[];
  readonly onConnection: (socket: WebSocket, request: IncomingMessage, visit: Visit) => void;
}

/** Lets websockets in: by host and origin, and so many from one address before sign-in. */
export class Door {
  readonly #sockets: WebSocketServer;
  readonly #options: DoorOptions;
  readonly #addresses: AddressBook;
  readonly #heartbeat = new Heartbeat();

  constructor(server: Server, options: DoorOptions) {
    this.#options = options;
    this.#addresses = new AddressBook(options.clock);
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: limits.maxFrameBytes,
      maxFragments: limits.maxFragments,
      maxBufferedChunks: limits.maxBufferedChunks,
      clientTracking: false,
    });
    server.on('upgrade', (request, stream: Duplex, head) => this.#upgrade(request, stream, head));
    server.once('close', () => this.#heartbeat.stop());
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy());
    const { headers } = request;
    const isWelcome =
      this.#options.isOurHost(headers.host) && this.#isOriginAllowed(headers.origin);
    if (!isWelcome) return turnAway(stream, '403 Forbidden');
    const address = clientAddress(request, this.#options.trustedProxies);
    if (!this.#addresses.enter(address)) return turnAway(stream, '429 Too Many Requests');
    let isWaiting = true;
    const leave = (isProved: boolean): void => {
      if (isWaiting) this.#addresses.leave(address, isProved);
      isWaiting = false;
    };
    // Also when the handshake itself is refused: no place may stay taken.
    stream.once('close', () => leave(false));
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      this.#heartbeat.watch(socket);
      const stopCounting = capBytes(stream, socket, head.length);
      const settle = (): void => {
        stopCounting();
        leave(socket.readyState === socket.OPEN);
      };
      this.#options.onConnection(socket, request, { address, settle });
    });
  }

  /** Extensions and programs without an origin; a web page only if it is named. */
  #isOriginAllowed(origin: string | undefined): boolean {
    if (origin === undefined) return true;
    if (/^(?:chrome|moz)-extension:\/\/[a-z0-9-]+$/.test(origin)) return true;
    return this.#options.allowedOrigins.includes(origin);
  }
}

/** Answers and hangs up: a peer that does not hang up in turn is not waited for. */
function turnAway(stream: Duplex, status: string): void {
  stream.once('finish', () => stream.destroy());
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/**
 * Counts what a connection sends before it has proved a device, as it comes off the network: the
 * websocket would gather a whole frame first. Beyond the cap nothing more is read.
 *
 * @clause A2
 */
function capBytes(stream: Duplex, socket: WebSocket, already: number): () => void {
  let left = limits.maxBytesBeforeSignIn - already;
  const count = (bytes: Uint8Array): void => {
    left -= bytes.length;
    if (left >= 0) return;
    stream.off('data', count);
    socket.pause();
    socket.close(closeCodes['frame-too-large'].code, 'frame-too-large');
    stream.end();
    setTimeout(() => socket.terminate(), 1_000).unref();
  };
  stream.on('data', count);
  return () => stream.off('data', count);
}
