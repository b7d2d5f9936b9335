import { AppError } from '@nastavnik/core/kernel';
import type { Setting, SettingEntry } from './settings.ts';

/** What a setting takes, in signs that need no translation: it is the `expected` of an error line. */
export function expectedOf(setting: Setting): string {
  switch (setting.type) {
    case 'integer':
      return `${setting.min}…${setting.max}${setting.unit === undefined ? '' : ` ${setting.unit}`}`;
    case 'choice':
      return setting.choices.map((choice) => `"${choice}"`).join(' | ');
    case 'list':
      return '["…", "…"]';
    case 'text':
      return setting.pattern === undefined ? '"…"' : String(setting.pattern);
  }
}

function accepts(setting: Setting, value: unknown): boolean {
  switch (setting.type) {
    case 'integer':
      return (
        typeof value === 'number' &&
        Number.isSafeInteger(value) &&
        value >= setting.min &&
        value <= setting.max
      );
    case 'choice':
      return (setting.choices as readonly unknown[]).includes(value);
    case 'list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
    case 'text':
      return (
        typeof value === 'string' &&
        value.length <= 1_000 &&
        (setting.pattern === undefined || setting.pattern.test(value))
      );
  }
}

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
};

/** The value as the file holds it. Throws `config-invalid` with key, value and what is expected. */
export function readFileValue({ setting, fileKey }: SettingEntry, value: unknown): unknown {
  if (accepts(setting, value)) return value;
  throw new AppError('config-invalid', {
    key: fileKey,
    value: shown(value),
    expected: expectedOf(setting),
  });
}

/** The value as the environment holds it: always text; a list is separated by commas. */
export function readTextValue(entry: SettingEntry, text: string, key: string): unknown {
  const { setting } = entry;
  const value =
    setting.type === 'integer' && /^-?\d+$/.test(text.trim())
      ? Number(text)
      : setting.type === 'list'
        ? text
            .split(',')
            .map((item) => item.trim())
            .filter((item) => item !== '')
        : text;
  if (accepts(setting, value)) return value;
  throw new AppError('config-invalid', { key, value: shown(text), expected: expectedOf(setting) });
}

/** An unknown key, with the known name nearest to it where one is near, else all of its section. */
export function unknownKey(key: string, value: unknown, known: readonly string[]): AppError {
  const nearest = known
    .map((name) => ({ name, distance: distance(key.toLowerCase(), name.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  const expected =
    nearest !== undefined && nearest.distance <= Math.min(3, key.length / 3)
      ? nearest.name
      : known.join(', ');
  return new AppError('config-unknown-key', { key, value: shown(value), expected });
}

/** Levenshtein distance; names of settings are short, so two rows are enough. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    previous = row;
  }
  return previous[b.length] ?? 0;
}
