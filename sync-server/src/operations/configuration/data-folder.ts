import { join, resolve } from 'node:path';
import type { LoadedConfiguration } from './load-configuration.ts';

/** Where everything of one relay lies; one folder is one relay, and is copied as a whole. */
export interface DataFolder {
  readonly folder: string;
  readonly store: string;
  /** Derived from the store and rebuilt when it is missing. */
  readonly reports: string;
  readonly relayKey: string;
  readonly operatorKey: string;
  readonly recoverySheet: string;
  /** Where copies lie: beside the folder, so that what takes the one need not take the other. */
  readonly backups: string;
  /** Where the running relay says how to reach it; absent when none runs. */
  readonly running: string;
}

export function dataFolderOf({ configuration, baseFolder }: LoadedConfiguration): DataFolder {
  const { backup } = configuration;
  const folder = resolve(baseFolder, configuration.store.folder);
  const keyPath = (named: string, name: string): string =>
    named === '' ? join(folder, 'keys', name) : resolve(baseFolder, named);
  return {
    folder,
    store: join(folder, 'relay.sqlite'),
    reports: join(folder, 'reports.sqlite'),
    relayKey: keyPath(configuration.keys.relay, 'relay.json'),
    operatorKey: keyPath(configuration.keys.operator, 'operator.json'),
    backups: backup.folder === '' ? `${folder}-backups` : resolve(baseFolder, backup.folder),
    recoverySheet: join(folder, 'recovery-sheet.txt'),
    running: join(folder, 'running.json'),
  };
}
