import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendEntries, principalOf, type MembershipState } from '@nastavnik/core/access';
import type { KeyId } from '@nastavnik/core/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { runCommandLine } from '../run-command-line.ts';

let root: string;
let data: string;

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'relay-succession-'));
  data = join(root, 'data');
  await run('init', '--name', 'Район');
  await run('organisation', '--name', 'Школа');
  await run('invite', '--role', 'orgHead', '--org', 'Школа');
});
afterEach(() => rmSync(root, { recursive: true }));

async function run(...args: readonly string[]): Promise<{ code: number; said: string }> {
  const said: string[] = [];
  const take = (line: string): void => void said.push(line);
  const code = await runCommandLine({
    args: [...args, '--data', data],
    env: {},
    out: take,
    err: take,
    onSignal: () => () => undefined,
  });
  return { code, said: said.join('\n') };
}

const recoveryCode = (): string =>
  /(?:[0-9A-Z]{5}-){3}[0-9A-Z]{5}/.exec(
    readFileSync(join(data, 'recovery-sheet.txt'), 'utf8'),
  )?.[0] ?? '';

const kidOf = async (name: string): Promise<KeyId> =>
  (await readKeyFile(join(data, 'keys', `${name}.json`))).signer.kid;

async function states(): Promise<readonly MembershipState[]> {
  const store = openSqliteStore(join(data, 'relay.sqlite'));
  try {
    const outcomes = await Promise.all(
      store.logIds().map((logId) => appendEntries(undefined, store.entries(logId, 0, 1_000))),
    );
    expect(outcomes.map(({ error }) => error)).toEqual(outcomes.map(() => undefined));
    return outcomes.flatMap(({ state }) => (state ? [state] : []));
  } finally {
    await store.close();
  }
}

it('[A11] the printed sheet makes a new operator, who invites; the lost key may nothing more', async () => {
  const lost = await kidOf('operator');
  rmSync(join(data, 'keys', 'operator.json'));
  expect((await run('invite', '--role', 'curator', '--org', 'Школа')).code).not.toBe(0);
  const recovered = await run('recover', ...recoveryCode().toLowerCase().split('-'));
  expect(recovered.said).toContain('журналов: 2');
  const operator = await kidOf('operator');
  for (const state of await states()) {
    expect(principalOf(lost, [state])).toBeUndefined();
    expect(principalOf(operator, [state])?.personId).toBe(state.operator.personId);
  }
  const head = (await states()).flatMap(({ members }) =>
    [...members.values()].filter(({ roles }) => roles.includes('orgHead')),
  )[0];
  const again = await run('invite', '--person', head?.personId ?? '', '--org', 'Школа');
  expect(again).toMatchObject({ code: 0 });
  expect(again.said).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}/);
});

it('[A11] a stolen operator key is put aside and turned out; with the relay’s key lost a new one follows', async () => {
  const [stolen, oldRelay] = [await kidOf('operator'), await kidOf('relay')];
  rmSync(join(data, 'keys', 'relay.json'));
  expect(await run('recover', recoveryCode())).toMatchObject({ code: 0 });
  const [operator, relay] = [await kidOf('operator'), await kidOf('relay')];
  expect(new Set([stolen, oldRelay, operator, relay]).size).toBe(4);
  for (const { sequencer, devices } of await states()) {
    expect(sequencer.kid).toBe(relay);
    expect(devices.get(stolen)?.revokedAtSeq).toBeDefined();
  }
  expect(await run('invite', '--role', 'curator', '--org', 'Школа')).toMatchObject({ code: 0 });
});

it('[A11] a code that is not the sheet’s changes nothing', async () => {
  const before = [await kidOf('operator'), await states()];
  const wrong = await run('recover', 'AAAAA-AAAAA-AAAAA-AAAAA');
  expect(wrong).toMatchObject({ code: 78 });
  expect(wrong.said).toContain('лист восстановления');
  expect([await kidOf('operator'), await states()]).toEqual(before);
});

it('[A17] a handover gives every log a new key and keeps the old one aside', async () => {
  const old = await kidOf('relay');
  expect(await run('handover')).toMatchObject({ code: 0 });
  const relay = await kidOf('relay');
  expect(relay).not.toBe(old);
  expect((await states()).map(({ sequencer }) => sequencer.kid)).toEqual([relay, relay]);
  const files = readdirSync(join(data, 'keys')).toSorted();
  expect(files).toEqual(['operator.json', 'relay.json', expect.stringMatching(/^relay\.retired-/)]);
  expect(await run('organisation', '--name', 'Вторая')).toMatchObject({ code: 0 });
});

it('[A17] an organisation can be handed to a device of its own, and to no other', async () => {
  const operator = await kidOf('operator');
  expect(await run('handover', '--device', operator)).toMatchObject({ code: 78 });
  const unknown = await run('handover', '--org', 'Школа', '--device', 'f'.repeat(32));
  expect(unknown).toMatchObject({ code: 78 });
  expect(await run('handover', '--org', 'Школа', '--device', operator)).toMatchObject({ code: 0 });
  const [school, district] = [
    (await states()).find(({ level }) => level === 'organisation'),
    (await states()).find(({ level }) => level === 'district'),
  ];
  expect(school?.sequencer.kid).toBe(operator);
  expect(district?.sequencer.kid).toBe(await kidOf('relay'));
});
