import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLogger } from './create-logger.ts';
import { version } from './version.ts';

const canary = 'Канарейка Иванова';

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  const logger = createLogger(
    { level: 'debug', format: 'json' },
    { write: (line) => void lines.push(line) },
  );
  logger.warn(fields, 'something happened');
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? '') as Record<string, unknown>;
}

describe('log lines', () => {
  it('[O6] carry codes and ids, and nothing that is not on the list of fields', () => {
    const line = logged({ code: 'not-allowed', cid: 'C1', seq: 7, text: canary, title: canary });
    expect(line).toMatchObject({ level: 'warn', code: 'not-allowed', cid: 'C1', seq: 7 });
    expect(JSON.stringify(line)).not.toContain(canary);
  });

  it('[O6] name an error by its code, without its message, stack or nested values', () => {
    const error = Object.assign(new Error(canary), { code: 'storage-failed', row: canary });
    const line = logged({ error, code: { text: canary }, path: 'x'.repeat(1_000) });
    expect(line['error']).toEqual({ name: 'Error', code: 'storage-failed' });
    expect(JSON.stringify(line)).not.toContain(canary);
    expect(String(line['path'])).toHaveLength(200);
  });

  it('[2.2] the version that is said is the version that is shipped', () => {
    const shipped = JSON.parse(
      readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as { version: string };
    expect(version).toBe(shipped.version);
  });
});
