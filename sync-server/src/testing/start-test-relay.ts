import { createDeviceKey, type DeviceKey } from '@nastavnik/core/access';
import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { createRelay, type Logger, type Relay, type RelayOptions } from '../relay/relay.ts';
import { openSqliteStore } from '../store/sqlite-store.ts';
import type { Store } from '../store/store.ts';
import { TestOrganisation } from './organisations/test-organisation.ts';

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface TestRelayOptions extends Partial<Omit<RelayOptions, 'store' | 'keys'>> {
  /** A file, when the test opens it again; memory otherwise. */
  readonly path?: string;
  /** The relay's key, when the test starts the same relay again. */
  readonly relayKey?: DeviceKey;
  /** Writes the logs before the relay opens them. */
  readonly seed?: (organisation: TestOrganisation, store: Store) => Promise<void>;
}

export interface TestRelay {
  readonly relay: Relay;
  readonly store: Store;
  readonly url: string;
  readonly relayKey: DeviceKey;
  /** Closes the relay, then the store. */
  close(): Promise<void>;
}

/** A real relay on a free loopback port, with a real store and a real document process. */
export async function startTestRelay({
  path = ':memory:',
  relayKey,
  seed,
  ...options
}: TestRelayOptions = {}): Promise<TestRelay> {
  const store = openSqliteStore(path);
  const key = relayKey ?? (await createDeviceKey());
  if (seed) await seed(await TestOrganisation.found(store, key.signer), store);
  const relay = await createRelay({
    store,
    keys: { relay: key.signer },
    clock: systemClock,
    random: systemRandom,
    logger: silent,
    listen: { host: '127.0.0.1', port: 0 },
    ...options,
  });
  return {
    relay,
    store,
    relayKey: key,
    url: `ws://127.0.0.1:${relay.address.port}`,
    close: async () => {
      await relay.close();
      await store.close();
    },
  };
}
