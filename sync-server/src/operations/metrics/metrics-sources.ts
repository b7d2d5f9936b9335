import { statfsSync, statSync } from 'node:fs';
import type { Relay } from '../../relay/relay.ts';
import type { Store } from '../../store/store.ts';
import type { DataFolder } from '../configuration/data-folder.ts';
import type { MetricsSources } from './relay-metrics.ts';

export interface MetricsSourcesOptions {
  readonly data: DataFolder;
  readonly store: Pick<Store, 'counts'>;
  readonly version: string;
  /** Undefined until the relay listens. */
  readonly relay: () => Pick<Relay, 'stats'> | undefined;
  readonly behind: () => number;
  /** Unix times in seconds of the last copy and of the last one restored on trial. */
  readonly backups: () => { readonly lastSuccess?: number; readonly lastVerified?: number };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Free for those who are not root, as the relay should not be. */
function freeRatio(folder: string): number {
  const { bavail, blocks } = statfsSync(folder);
  return blocks === 0 ? 1 : bavail / blocks;
}

/** Gathers the figures of one relay from where they live; all of it is cheap enough to ask often. */
export function metricsSources(options: MetricsSourcesOptions): MetricsSources {
  const { data, store, version, relay, behind, backups } = options;
  return {
    version,
    figures: () => {
      const stats = relay()?.stats();
      const { quarantinedDocuments } = store.counts();
      const { lastSuccess, lastVerified } = backups();
      return {
        waiting: (stats?.connections ?? 0) - (stats?.sessions ?? 0),
        signedIn: stats?.sessions ?? 0,
        documentsResident: stats?.openDocuments ?? 0,
        documentsQuarantined: quarantinedDocuments,
        workerRestarts: stats?.workerRestarts ?? 0,
        storageBytes: sizeOf(data.store) + sizeOf(`${data.store}-wal`),
        diskFreeRatio: freeRatio(data.folder),
        uncountedCommits: behind(),
        backupLastSuccess: lastSuccess,
        backupLastVerified: lastVerified,
      };
    },
  };
}
