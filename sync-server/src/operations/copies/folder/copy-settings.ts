import { resolve } from 'node:path';
import type { DataFolder } from '../../configuration/data-folder.ts';
import type { LoadedConfiguration } from '../../configuration/load-configuration.ts';
import type { Rotation } from './choose-kept.ts';

export interface CopySettings {
  /** Beside the data folder and not in it, so that one lost disk or folder need not be both. */
  readonly folder: string;
  readonly withRelayKey: boolean;
  /** Hours from one copy to the next while the relay serves; 0 for none. */
  readonly everyHours: number;
  readonly rotation: Rotation;
}

/** How copies are made here, from the configuration. */
export function copySettings(
  { configuration, baseFolder }: LoadedConfiguration,
  { folder: data }: Pick<DataFolder, 'folder'>,
): CopySettings {
  const { folder, relayKey, everyHours, keepHours, keepDays, keepWeeks } = configuration.backup;
  return {
    folder: folder === '' ? `${data}-backups` : resolve(baseFolder, folder),
    withRelayKey: relayKey === 'include',
    everyHours,
    rotation: { hours: keepHours, days: keepDays, weeks: keepWeeks },
  };
}
