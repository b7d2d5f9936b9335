import { systemClock, systemRandom, type Language } from '@nastavnik/core/kernel';
import {
  createLogger,
  dataFolderOf,
  loadConfiguration,
  startRelayService,
  type RelayService,
} from '@nastavnik/sync-server/operations';

/** The relay of the demonstration: a real one, on loopback, quiet unless something fails. */
export async function startDemoRelay({
  folder,
  port,
  language,
}: {
  readonly folder: string;
  readonly port: number;
  readonly language: Language;
}): Promise<RelayService> {
  const loaded = loadConfiguration({
    env: {},
    flags: {
      'store.folder': folder,
      'server.port': String(port),
      'pages.language': language,
      'log.level': 'warn',
    },
  });
  return startRelayService({
    configuration: loaded.configuration,
    data: dataFolderOf(loaded),
    clock: systemClock,
    random: systemRandom,
    logger: createLogger(loaded.configuration.log),
  });
}
