import { execFileSync } from 'node:child_process';
import type { CDPSession } from 'playwright-core';
import type { Person } from './person.ts';

/** What of a browser can die under a person's hands. */
export type Ended = 'page' | 'offscreen document' | 'service worker';

interface Target {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

async function session(person: Person): Promise<CDPSession> {
  return person.browser.context.newCDPSession(person.page);
}

const isTarget: Readonly<Record<Ended, (target: Target) => boolean>> = {
  page: ({ type, url }) => type === 'page' && url.includes('/workspace.html'),
  'offscreen document': ({ url }) => url.endsWith('/offscreen.html'),
  'service worker': ({ type, url }) => type === 'service_worker' && url.startsWith('chrome-ext'),
};

async function targetsOf(devtools: CDPSession, ended: Ended): Promise<readonly Target[]> {
  const { targetInfos } = await devtools.send('Target.getTargets');
  return targetInfos.filter(isTarget[ended]);
}

/** Prepares the end, so that the killing itself is one message and can be timed. */
export async function prepareEnd(
  person: Person,
  ended: Ended,
): Promise<{ readonly isThere: boolean; readonly end: () => Promise<void> }> {
  const devtools = await session(person);
  const [target] = await targetsOf(devtools, ended);
  const isThere = target !== undefined;
  if (ended === 'service worker') {
    await devtools.send('ServiceWorker.enable');
    return {
      isThere,
      end: async () => {
        await devtools.send('ServiceWorker.stopAllWorkers');
      },
    };
  }
  const { targetId = '' } = target ?? {};
  return {
    isThere,
    end: async () => {
      // The page that ends takes the answer with it.
      await devtools.send('Target.closeTarget', { targetId }).catch(() => undefined);
    },
  };
}

/** SIGKILL to every process of a browser, told by the profile folder they were started with. */
export function killBrowser(profileFolder: string): number {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' });
  const own = processes
    .split('\n')
    .filter((line) => line.includes(profileFolder))
    .map((line) => Number.parseInt(line, 10));
  for (const pid of own) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone with the process that had started it.
    }
  }
  return own.length;
}
