import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { limits } from '@nastavnik/core/protocol';
import { WebSocketServer, type WebSocket } from 'ws';
import { clientAddress } from './client-address.ts';

export interface DoorOptions {
  readonly allowedOrigins: readonly string[];
  /** Proxies whose word on the client's address is taken. */
  readonly trustedProxies: readonly string[];
  readonly onConnection: (socket: WebSocket, request: IncomingMessage, address: string) => void;
}

/** Lets websockets in: by origin, and so many at once from one address before sign-in. */
export class Door {
  readonly #sockets: WebSocketServer;
  readonly #options: DoorOptions;
  readonly #waiting = new Map<string, number>();

  constructor(server: Server, options: DoorOptions) {
    this.#options = options;
    this.#sockets = new WebSocketServer({
      noServer: true,
      perMessageDeflate: false,
      maxPayload: limits.maxFrameBytes,
      clientTracking: false,
    });
    server.on('upgrade', (request, stream: Duplex, head) => this.#upgrade(request, stream, head));
  }

  /** The address has proved itself, or is gone: its place is free again. */
  release(address: string): void {
    const count = (this.#waiting.get(address) ?? 1) - 1;
    if (count > 0) this.#waiting.set(address, count);
    else this.#waiting.delete(address);
  }

  #upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    stream.on('error', () => stream.destroy());
    const address = clientAddress(request, this.#options.trustedProxies);
    const waiting = this.#waiting.get(address) ?? 0;
    if (!this.#isOriginAllowed(request.headers.origin)) return turnAway(stream, '403 Forbidden');
    if (waiting >= limits.maxConnectionsBeforeSignInPerAddress) {
      return turnAway(stream, '429 Too Many Requests');
    }
    this.#waiting.set(address, waiting + 1);
    this.#sockets.handleUpgrade(request, stream, head, (socket) => {
      this.#options.onConnection(socket, request, address);
    });
    stream.once('close', () => undefined);
  }

  /** Extensions and programs without an origin; a web page only if it is named. */
  #isOriginAllowed(origin: string | undefined): boolean {
    if (origin === undefined) return true;
    if (/^(?:chrome|moz)-extension:\/\//.test(origin)) return true;
    return this.#options.allowedOrigins.includes(origin);
  }
}

function turnAway(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
