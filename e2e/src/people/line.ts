import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/**
 * One person's way to the relay: a TCP pipe that can be cut. Cutting the browser's own network
 * does not reach an offscreen document, and stopping the relay would cut everybody.
 */
export interface Line {
  /** `host:port` to put into an invitation instead of the relay's. */
  readonly host: string;
  /** Every byte that went through, either way. */
  readonly recorded: readonly Buffer[];
  cut(): void;
  restore(): void;
  /** The relay came back at another port. */
  leadTo(port: number): void;
  close(): Promise<void>;
}

export async function openLine(relayPort: number): Promise<Line> {
  let port = relayPort;
  let isCut = false;
  const sockets = new Set<Socket>();
  const recorded: Buffer[] = [];
  const keep = (socket: Socket, other: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => other.destroy());
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
    socket.on('data', (data: Buffer) => {
      recorded.push(data);
    });
  };
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(port, '127.0.0.1');
    keep(near, far);
    keep(far, near);
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port: ownPort } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${ownPort}`,
    recorded,
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    restore: () => {
      isCut = false;
    },
    leadTo: (next) => {
      port = next;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}
