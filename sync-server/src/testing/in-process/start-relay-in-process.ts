import type { MembershipState } from '@nastavnik/core/access';
import type { LogId } from '@nastavnik/core/kernel';
import type { RelaySocket } from '../../gate/frame-socket.ts';
import { RelayCore } from '../../relay/relay-core.ts';
import type { RelayOptions } from '../../relay/relay.ts';
import { InProcessPool } from './in-process-pool.ts';

export type { RelaySocket } from '../../gate/frame-socket.ts';

/** A whole relay in this event loop: no port, no child process, sockets handed in. */
export interface InProcessRelay {
  logs(): ReadonlyMap<LogId, MembershipState>;
  /** A device has dialled. `address` is where from, `origin` the `host:port` it dialled. */
  connect(socket: RelaySocket, from: { readonly address: string; readonly origin: string }): void;
  /** The document process dies. */
  crashProcess(): void;
}

/** Starts the relay's own parts on a store, for simulations. */
export async function startRelayInProcess(
  options: Omit<RelayOptions, 'listen' | 'onRequest' | 'workers'>,
): Promise<InProcessRelay> {
  let pool: InProcessPool | undefined;
  const listen = { host: 'in-process', port: 0 };
  const core = await RelayCore.start({ ...options, listen }, (_count, onRestart) => {
    pool = new InProcessPool(onRestart);
    return pool;
  });
  return {
    logs: () => core.logs.states(),
    connect: (socket, from) => core.connect(socket, { ...from, onSettled: () => undefined }),
    crashProcess: () => pool?.crash(),
  };
}
