import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { copyExtension } from './copy-extension.ts';
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
  /** Hosts granted from the start, as match patterns, to a copy of the extension beside the profile. */
  readonly hostPermissions?: readonly string[];
}

/** A Chromium with the extension and one person's profile. */
export interface LaunchedBrowser {
  readonly context: BrowserContext;
  readonly extensionId: string;
  /** Opens a page of the extension as a tab; `hash` is its route. */
  open(page: ExtensionPage, hash?: string): Promise<Page>;
  close(): Promise<void>;
}

/** Chromium's id of an extension whose manifest fixes its key: a hash written in the letters a–p. */
function extensionIdOf(folder: string): string {
  const { key } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
    key: string;
  };
  const hash = createHash('sha256').update(Buffer.from(key, 'base64')).digest('hex').slice(0, 32);
  return hash.replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));
}

/** Starts Chromium with the built extension. Both switches are needed: one alone loads nothing. */
export async function launchBrowser(options: LaunchOptions): Promise<LaunchedBrowser> {
  const { hostPermissions, profileFolder } = options;
  const folder =
    hostPermissions === undefined
      ? extensionPath
      : copyExtension(extensionPath, `${profileFolder}-extension`, hostPermissions);
  const context = await chromium.launchPersistentContext(profileFolder, {
    executablePath: requireChromium(),
    headless: options.headless ?? true,
    locale: 'ru-RU',
    colorScheme: options.colorScheme ?? 'light',
    viewport: options.viewport ?? { width: 1280, height: 860 },
    args: [
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      '--lang=ru',
      // A graphics process that starts badly leaves a browser with two frames a second.
      '--disable-gpu',
      '--disable-software-rasterizer',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...(options.args ?? []),
    ],
  });
  context.setDefaultTimeout(options.timeoutMs ?? 20_000);
  const extensionId = extensionIdOf(extensionPath);
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
