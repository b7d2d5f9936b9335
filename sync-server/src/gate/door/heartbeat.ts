import { limits } from '@nastavnik/core/protocol';
import type { WebSocket } from 'ws';

/** Pings every websocket in turn and cuts off those that have not answered by the next time. */
export class Heartbeat {
  readonly #sockets = new Map<WebSocket, { isAlive: boolean }>();
  readonly #timer: NodeJS.Timeout;

  constructor(intervalMs: number = limits.pingIntervalMs) {
    this.#timer = setInterval(() => this.#beat(), intervalMs);
    this.#timer.unref();
  }

  watch(socket: WebSocket): void {
    const pulse = { isAlive: true };
    this.#sockets.set(socket, pulse);
    socket.on('pong', () => {
      pulse.isAlive = true;
    });
    socket.once('close', () => this.#sockets.delete(socket));
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    for (const [socket, pulse] of this.#sockets) {
      if (!pulse.isAlive) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        pulse.isAlive = false;
        socket.ping();
      }
    }
  }
}
