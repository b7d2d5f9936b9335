import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { requireChromium } from './find-chromium.ts';

/** The built, unpacked extension. */
export const extensionPath = fileURLToPath(
  new URL('../../../extension/.output/chrome-mv3', import.meta.url),
);

export type ExtensionPage = 'sidepanel' | 'workspace' | 'options';

export interface LaunchOptions {
  /** Folder that keeps the profile; the same folder gives the same person back. */
  readonly profileFolder: string;
  readonly headless?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly args?: readonly string[];
  /** How long a click or a wait may take; 20,000 unless told. */
  readonly timeoutMs?: number;
}

/** A Chromium with the extension and one person's profile. */
export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** Opens a page of the extension as a tab; `hash` is its route. */
  open(page: ExtensionPage, hash?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Starts Chromium with the built extension. Both switches are needed: one alone loads nothing. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const context = await chromium.launchPersistentContext(options.profileFolder, {
    executablePath: requireChromium(),
    headless: options.headless ?? true,
    locale: 'ru-RU',
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1280, height: 860 },
    args: [
      `--disable-extensions-except=${extensionPath}`,
      `--load-extension=${extensionPath}`,
      '--lang=ru',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });
  context.setDefaultTimeout(options.timeoutMs ?? 20_000);
  const worker =
    context.serviceWorkers()[0] ??
    (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  const extensionId = new URL(worker.url()).host;
  return {
    context,
    extensionId,
    open: async (name, hash = '') => {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${name}.html${hash}`);
      return page;
    },
    close: () => context.close(),
  };
}
