import type { DataFolder } from '../../configuration/data-folder.ts';
import type { LoadedConfiguration } from '../../configuration/load-configuration.ts';
import type { Rotation } from './choose-kept.ts';

export interface CopySettings {
  readonly folder: string;
  readonly withRelayKey: boolean;
  /** Hours from one copy to the next while the relay serves; 0 for none. */
  readonly everyHours: number;
  readonly rotation: Rotation;
}

/** How copies are made here, from the configuration. */
export function copySettings(
  { configuration }: Pick<LoadedConfiguration, 'configuration'>,
  { backups }: Pick<DataFolder, 'backups'>,
): CopySettings {
  const { relayKey, everyHours, keepHours, keepDays, keepWeeks } = configuration.backup;
  return {
    folder: backups,
    withRelayKey: relayKey === 'include',
    everyHours,
    rotation: { hours: keepHours, days: keepDays, weeks: keepWeeks },
  };
}
