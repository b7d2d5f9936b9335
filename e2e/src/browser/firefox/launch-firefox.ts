import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { copyExtension } from '../copy-extension.ts';
import type { ExtensionPage } from '../launch.ts';
import { connectBidi, type BidiConnection } from './bidi-connection.ts';
import { requireFirefox } from './find-firefox.ts';
import { FirefoxPage } from './firefox-page.ts';
import { packExtension } from './pack-extension.ts';

const firefoxBuild = fileURLToPath(
  new URL('../../../../extension/.output/firefox-mv3', import.meta.url),
);
const addonId = 'nastavnik@nastavnik.example';

export interface FirefoxOptions {
  /** Folder that keeps the profile; the same folder gives the same person back. */
  readonly profileFolder: string;
  readonly colorScheme?: 'light' | 'dark';
  /** Hosts granted at install, as match patterns, to a copy of the extension beside the profile. */
  readonly hostPermissions?: readonly string[];
}

/** A Firefox with the built package installed in one person's profile. */
export interface LaunchedFirefox {
  open(page: ExtensionPage, hash?: string): Promise<FirefoxPage>;
  /** Opens a website in a tab. */
  visit(url: string): Promise<FirefoxPage>;
  close(): Promise<void>;
}

interface Context {
  readonly context: string;
  readonly url: string;
}

/** Starts Firefox ESR with WebDriver BiDi and installs the package as a person would, for good. */
export async function launchFirefox(options: FirefoxOptions): Promise<LaunchedFirefox> {
  const { profileFolder } = options;
  const isNew = !existsSync(join(profileFolder, 'extensions.json'));
  const uuid = prepareProfile(options);
  const [browser, address] = await startFirefox(profileFolder);
  const bidi = await connectBidi(`${address}/session`);
  await bidi.send('session.new', { capabilities: {} });
  // A profile that was here before has the package and starts with it, as after any restart.
  if (isNew) await install(bidi, options);
  const visit = async (url: string): Promise<FirefoxPage> => {
    const { context } = await bidi.send<Context>('browsingContext.create', { type: 'tab' });
    await bidi.send('browsingContext.setViewport', {
      context,
      viewport: { width: 1280, height: 860 },
    });
    await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    return new FirefoxPage(bidi, context);
  };
  return {
    visit,
    open: (name, hash = '') => visit(`moz-extension://${uuid}/${name}.html${hash}`),
    close: async () => {
      const ended = once(browser, 'exit');
      await bidi.send('browser.close');
      await ended;
    },
  };
}

async function install(bidi: BidiConnection, options: FirefoxOptions): Promise<void> {
  const { hostPermissions, profileFolder } = options;
  const folder =
    hostPermissions === undefined
      ? firefoxBuild
      : copyExtension(firefoxBuild, `${profileFolder}-extension`, hostPermissions);
  await bidi.send('webExtension.install', {
    extensionData: { type: 'base64', value: packExtension(folder) },
    'moz:permanent': true,
  });
}

/** Firefox makes up an origin per profile; it is fixed beforehand, since nothing tells it later. */
function prepareProfile({ profileFolder, colorScheme }: FirefoxOptions): string {
  mkdirSync(profileFolder, { recursive: true });
  const origin = join(profileFolder, 'extension-origin');
  if (!existsSync(origin)) writeFileSync(origin, randomUUID());
  const uuid = readFileSync(origin, 'utf8');
  const preferences: Readonly<Record<string, string | number | boolean>> = {
    'extensions.webextensions.uuids': JSON.stringify({ [addonId]: uuid }),
    // A release build of Firefox takes signed packages only; the extended support release may not.
    'xpinstall.signatures.required': false,
    'intl.locale.requested': 'ru',
    'intl.accept_languages': 'ru',
    'ui.systemUsesDarkTheme': colorScheme === 'dark' ? 1 : 0,
    'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.update.enabled': false,
    'browser.shell.checkDefaultBrowser': false,
  };
  const lines = Object.entries(preferences).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
  );
  writeFileSync(join(profileFolder, 'user.js'), lines.join(''));
  return uuid;
}

/** The process and the address of its remote agent, which it prints when it listens. */
async function startFirefox(profileFolder: string): Promise<readonly [ChildProcess, string]> {
  // Pages of an extension are out of a driver's reach unless the browser itself is let in.
  const args = ['--headless', '--remote-debugging-port=0', '--remote-allow-system-access'];
  const browser = spawn(
    requireFirefox(),
    [...args, '--no-remote', '--profile', profileFolder, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const said: string[] = [];
  for await (const line of createInterface({ input: browser.stderr })) {
    said.push(line);
    const [, address] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
    if (address === undefined) continue;
    // Nobody reads on, and a full pipe would stop the browser.
    browser.stderr.resume();
    return [browser, address];
  }
  throw new Error(`Firefox did not start: ${said.slice(-3).join(' ')}`);
}
