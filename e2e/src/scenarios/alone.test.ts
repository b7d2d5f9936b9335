import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommandLine } from '@nastavnik/sync-server/operations';
import { afterAll, beforeAll, beforeEach, expect, it, onTestFailed } from 'vitest';
import { overflowsOn, violationsOn } from '../browser/audit-page.ts';
import { keepScreens } from '../people/keep-screens.ts';
import { Person } from '../people/person.ts';
import { RelayProcess } from '../people/relay-process.ts';
import {
  beginAlone,
  inviteByFile,
  joinAlone,
  loadFile,
  openStorage,
  savedBy,
  choose,
} from '../people/work/hand-work.ts';
import { formPair, giveConsent, openPair } from '../people/work/pair-work.ts';

/* Two people whose school has no server, and then a district that has one. */

const folder = join(mkdtempSync(join(tmpdir(), 'nastavnik-alone-')), 'data');
let founder: Person;
let second: Person;
let relay: RelayProcess | undefined;

beforeAll(async () => {
  [founder, second] = [await Person.sitDown('founder'), await Person.sitDown('second')];
}, 60_000);
beforeEach(() => {
  onTestFailed(() => keepScreens([founder, second]));
});
afterAll(async () => {
  await Promise.all([founder.closeBrowser(), second.closeBrowser()]);
  await relay?.stop();
});

/** What is wrong with a screen, wide by day and as narrow as a panel by night. */
async function faultsOf({ page }: Person): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [colorScheme, width] of [
    ['light', 1280],
    ['dark', 320],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 860 });
    faults.push(...(await overflowsOn(page)), ...(await violationsOn(page)));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 860 });
  return faults;
}

const stripOf = ({ page }: Person): Promise<string> => page.locator('.strip').innerText();

async function operator(port: number, ...args: readonly string[]): Promise<string> {
  const said: string[] = [];
  const take = (line: string): void => void said.push(line);
  const options = ['--data', folder, '--port', String(port)];
  const onSignal = () => () => undefined;
  const code = await runCommandLine({
    args: [...args, ...options],
    env: {},
    out: take,
    err: take,
    onSignal,
  });
  if (code !== 0) throw new TypeError(said.join('\n'));
  return said.at(-1) ?? '';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return port;
}

it('[A16] two people begin with no server, form a pair and sign by files; nothing alarms them', async () => {
  await beginAlone(founder);
  expect(await faultsOf(founder)).toEqual([]);
  await founder.press('Записано, открыть рабочее место');
  const answer = await joinAlone(second, await inviteByFile(founder));
  expect(await faultsOf(second)).toEqual([]);
  await second.press('Открыть рабочее место');
  await openStorage(second);
  await second.page.getByText('Вас ещё не приняли.').waitFor();
  await formPair(founder);
  await openStorage(founder);
  const admitted = founder.page.waitForEvent('download');
  await choose(founder, 'Файл обмена для загрузки', answer);
  await founder.page.getByText('Устройство принято.').waitFor();
  await loadFile(second, await (await admitted).path());
  expect(await second.page.getByText('Вас ещё не приняли.').count()).toBe(0);
  expect(await faultsOf(founder)).toEqual([]);
  await giveConsent(second);
  const file = await savedBy(second, 'Сохранить файл');
  await openPair(founder);
  await loadFile(founder, file);
  await founder.page.getByText('согласие дано').waitFor();
  for (const person of [founder, second]) {
    const strip = await stripOf(person);
    expect(strip).toContain('Без узла: всё хранится на этом устройстве');
    expect(strip).not.toMatch(/ждёт|ждут|Не сохранено|не принят/);
    await person.goTo('#/waiting');
    await person.page.getByText('Узла нет, и отправлять некуда').waitFor();
  }
});

it('[A17] when the district has a relay the founder hands over to it, and both go on there', async () => {
  const port = await freePort();
  await operator(port, 'init', '--name', 'Район');
  const card = await operator(port, 'adopt');
  await openStorage(founder);
  await founder.field('Карточка узла').fill(card);
  await founder.press('Передать журнал узлу и сохранить файл');
  expect(await faultsOf(founder)).toEqual([]);
  const file = await savedBy(founder, 'Передать');
  await operator(port, 'adopt', file);
  relay = new RelayProcess(folder, port);
  await relay.start();
  await openStorage(second);
  await second.field('Карточка узла').fill(card);
  for (const person of [founder, second]) {
    await person.press('Подключиться');
    await person.page.getByText('Связь с узлом есть').waitFor();
    await person.page.getByText('Всё отправлено').waitFor();
  }
});
