import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { openProfileChannel } from '../messaging/profile-channel.ts';
import type { Environment } from '../replica/profile/environment.ts';

/** The platform as a test has it: everything real but the page. */
export const sampleEnvironment: Environment = {
  clock: systemClock,
  random: systemRandom,
  openChannel: openProfileChannel,
  openSocket: (url) => new WebSocket(url),
  holdLock: async (name, signal, run) => {
    try {
      await navigator.locks.request(name, { signal }, () => run(signal));
    } catch (cause) {
      if (!signal.aborted) throw cause;
    }
  },
};
