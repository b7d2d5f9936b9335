import { readdirSync, readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { initializeAutomerge } from '@nastavnik/core/documents';
import { extensionPath, Person } from '@nastavnik/e2e/people';
import { startTestRelay } from '@nastavnik/sync-server/testing';
import { percentile } from '../load/percentile.ts';
import { seedSchool } from '../school/seed-school.ts';
import type { Row } from '../table.ts';

const contentBudgetMs = 300;
const scriptBudgetKib = 50;

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

/**
 * Milliseconds from the navigation to the first frame after `selector` matches, measured by the
 * page itself: what an observer outside adds is not what a person waits for.
 */
async function firstContentMs(person: Person, address: string, selector: string): Promise<number> {
  const { context, extensionId } = person.browser;
  const page = await context.newPage();
  await page.addInitScript((wanted) => {
    const look = (): void => {
      if (document.querySelector(wanted) === null) requestAnimationFrame(look);
      else document.documentElement.dataset['firstContentMs'] = String(performance.now());
    };
    requestAnimationFrame(look);
  }, selector);
  await page.goto(`chrome-extension://${extensionId}/${address}`);
  const root = page.locator('html[data-first-content-ms]');
  await root.waitFor({ state: 'attached' });
  const value = Number(await root.getAttribute('data-first-content-ms'));
  await page.close();
  return value;
}

async function median(openings: number, open: () => Promise<number>): Promise<number> {
  await open();
  const samples: number[] = [];
  for (let opening = 0; opening < openings; opening += 1) samples.push(await open());
  return percentile(samples, 0.5);
}

/** A curator whose device has the whole school, and how long the pages take to show it. */
async function openingRows(pairs: number, openings: number): Promise<Row[]> {
  const wasm = createRequire(import.meta.url).resolve('@automerge/automerge/automerge.wasm');
  await initializeAutomerge(await readFile(wasm));
  let invitationTo: ((relayUrl: string) => string) | undefined;
  const relay = await startTestRelay({
    seed: async (organisation, store) => {
      invitationTo = await seedSchool(store, organisation, pairs);
    },
  });
  const curator = await Person.sitDown('curator', { timeoutMs: 180_000 });
  try {
    await curator.join(invitationTo?.(relay.url) ?? '', 'Desk');
    await curator.openSection('Пары');
    const { page } = curator;
    const rows = 'tbody tr';
    await page.waitForFunction(
      ([selector, wanted]) => {
        const found = [...document.querySelectorAll(selector)];
        const isWhole = found.every(({ textContent }) => textContent?.includes('Младов'));
        return found.length >= wanted && isWhole;
      },
      [rows, pairs] as const,
    );
    const panel = '[role=tabpanel] *';
    const panelMs = await median(openings, () => firstContentMs(curator, 'sidepanel.html', panel));
    const listMs = await median(openings, () =>
      firstContentMs(curator, 'workspace.html#/pairs', rows),
    );
    return [
      openingRow(`side panel to first content, ${pairs} pairs, warm`, panelMs),
      openingRow(`list of ${pairs} pairs in a new tab, warm`, listMs),
    ];
  } finally {
    await curator.closeBrowser();
    await relay.close();
  }
}

const openingRow = (measure: string, value: number): Row => ({
  measure,
  figures: { ours: `${value.toFixed(0)} ms` },
  target: `≤ ${contentBudgetMs} ms`,
  isMet: value <= contentBudgetMs,
});

/** What the folder weighs in a store's archive: each file deflated by itself, plus its headers. */
function archiveBytes(folder: string): number {
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (statSync(path).isFile()) {
      bytes += deflateRawSync(readFileSync(path), { level: 9 }).length + 76 + 2 * name.length;
    }
  }
  return bytes;
}

function sizeRows(): Row[] {
  const script = readFileSync(join(extensionPath, 'content-scripts/page.js'));
  const scriptBytes = gzipSync(script, { level: 9 }).length;
  return [
    {
      measure: 'content script, gzip',
      figures: { ours: kib(scriptBytes) },
      target: `≤ ${scriptBudgetKib} KiB`,
      isMet: scriptBytes <= scriptBudgetKib * 1024,
    },
    {
      measure: 'extension, zip',
      figures: { ours: kib(archiveBytes(extensionPath)) },
      target: '–',
      isMet: true,
    },
  ];
}

/** The extension alone; it has to be built. */
export async function measureExtension(load: {
  readonly pairs: number;
  readonly openings: number;
}): Promise<Row[]> {
  return [...(await openingRows(load.pairs, load.openings)), ...sizeRows()];
}
