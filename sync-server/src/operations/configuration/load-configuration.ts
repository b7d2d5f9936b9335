import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import { AppError } from '@nastavnik/core/kernel';
import { readFileValue, readTextValue, unknownKey } from './read-value.ts';
import { settingEntries, settings, snakeCase, type Configuration } from './settings.ts';

/** Environment names that are ours but name no setting. */
const otherEnvKeys: readonly string[] = ['NASTAVNIK_CONFIG'];

export interface ConfigurationSources {
  /** Path of the TOML file; without one, only environment and defaults count. */
  readonly path?: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** From the command line, by `section.name`; strongest. */
  readonly flags?: Readonly<Record<string, string>>;
}

export interface LoadedConfiguration {
  readonly configuration: Configuration;
  /** Folder that relative paths are relative to: the file's, else the working directory. */
  readonly baseFolder: string;
}

const isTable = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

function readFile(path: string): Record<string, unknown> {
  try {
    return parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const where = error instanceof TomlError ? `${path}:${error.line}:${error.column}` : path;
    throw new AppError('config-invalid', { key: '-', value: where, expected: 'TOML 1.0' }, error);
  }
}

function fileValues(document: Record<string, unknown>): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [section, table] of Object.entries(document)) {
    if (!Object.hasOwn(settings, section)) throw unknownKey(section, table, Object.keys(settings));
    if (!isTable(table)) {
      throw new AppError('config-invalid', {
        key: section,
        value: String(table),
        expected: `[${section}]`,
      });
    }
    for (const [key, value] of Object.entries(table)) {
      const fileKey = `${section}.${key}`;
      const entry = settingEntries.find((known) => known.fileKey === fileKey);
      if (entry === undefined) {
        const ofSection = settingEntries.filter((known) => known.section === section);
        throw unknownKey(
          fileKey,
          value,
          ofSection.map((known) => known.fileKey),
        );
      }
      values.set(entry.id, readFileValue(entry, value));
    }
  }
  return values;
}

function envValues(env: ConfigurationSources['env']): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [key, text] of Object.entries(env)) {
    if (text === undefined || !key.startsWith('NASTAVNIK_') || otherEnvKeys.includes(key)) continue;
    const entry = settingEntries.find((known) => known.envKey === key);
    if (entry === undefined) {
      throw unknownKey(
        key,
        text,
        settingEntries.map((known) => known.envKey),
      );
    }
    values.set(entry.id, readTextValue(entry, text, key));
  }
  return values;
}

function flagValues(flags: NonNullable<ConfigurationSources['flags']>): Map<string, unknown> {
  return new Map(
    settingEntries
      .filter((entry) => flags[entry.id] !== undefined)
      .map((entry) => [entry.id, readTextValue(entry, flags[entry.id] ?? '', `--${entry.id}`)]),
  );
}

/**
 * The configuration: flag, then environment, then file, then default.
 *
 * @throws AppError `config-unknown-key` or `config-invalid`, with key, value and what is expected
 * @clause O7
 */
export function loadConfiguration({
  path,
  env,
  flags = {},
}: ConfigurationSources): LoadedConfiguration {
  const named = path ?? env['NASTAVNIK_CONFIG'];
  const layers = [
    flagValues(flags),
    envValues(env),
    named === undefined ? new Map<string, unknown>() : fileValues(readFile(named)),
  ];
  const valueOf = (id: string, fallback: unknown): unknown =>
    layers.find((layer) => layer.has(id))?.get(id) ?? fallback;
  const configuration = Object.fromEntries(
    Object.entries(settings).map(([section, entries]) => [
      section,
      Object.fromEntries(
        Object.entries(entries).map(([name, setting]: [string, { default: unknown }]) => [
          name,
          valueOf(`${section}.${name}`, setting.default),
        ]),
      ),
    ]),
  ) as unknown as Configuration;
  return {
    configuration,
    baseFolder: named === undefined ? process.cwd() : dirname(resolve(named)),
  };
}

/** The configuration as a TOML text without comments: what is in force now. */
export function printConfiguration(configuration: Configuration): string {
  return Object.entries(configuration)
    .map(([section, values]) => {
      const lines = Object.entries(values).map(
        ([name, value]: [string, unknown]) => `${snakeCase(name)} = ${JSON.stringify(value)}`,
      );
      return `[${section}]\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
