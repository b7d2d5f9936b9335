import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { openProfileChannel } from '../../messaging/profile-channel.ts';
import type { Environment } from './environment.ts';

/** The platform as extension pages have it. */
export const browserEnvironment: Environment = {
  clock: systemClock,
  random: systemRandom,
  openChannel: openProfileChannel,
  openSocket: (url) => new WebSocket(url),
  holdLock,
};

/** Waits for a Web Lock and keeps it until `run` ends; closing the context gives it away. */
async function holdLock(
  name: string,
  signal: AbortSignal,
  run: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  try {
    await navigator.locks.request(name, { signal }, () => run(signal));
  } catch (cause) {
    if (!signal.aborted) throw cause;
  }
}
