import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { operationsEn } from '../text/en.ts';
import { operationsRu } from '../text/ru.ts';
import { commandTable } from './command-table.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'relay-every-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCommandLine({
    args: [...args, '--data', join(folder, 'nothing')],
    env: {},
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    onSignal: () => () => undefined,
  });
  return { code, said: [...out, ...err].join('\n') };
}

/** What fails where there is no relay yet; `init` would make one. */
const names = Object.keys(commandTable).filter((name) => name !== 'init');

describe.each(names)('%s, where there is no relay', (name) => {
  it('[2.2] ends with a code of the list that is not «internal», and says so in JSON', async () => {
    const { code, said } = await run(name, '--json');
    expect([0, 74, 75, 78]).toContain(code);
    for (const line of said.split('\n')) expect(JSON.parse(line)).toBeTypeOf('object');
  });

  it('[2.2] says it in the language that is asked for, in words and not in codes', async () => {
    const russian = await run(name);
    const english = await run(name, '--lang', 'en');
    expect(russian.said).toMatch(/[а-яё]/i);
    expect(english.said).not.toMatch(/[а-яё]/i);
    expect(english.said.length).toBeGreaterThan(10);
  });
});

it('[2.2] the help of both languages names every command', () => {
  for (const { usage } of [operationsRu, operationsEn]) {
    const told = new Set([...usage.matchAll(/^ {2}([a-z-]+)/gm)].map(([, word]) => word));
    expect(Object.keys(commandTable).filter((name) => !told.has(name))).toEqual([]);
  }
});
