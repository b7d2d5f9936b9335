import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { isStateService } from '../../page/portals/state-service.ts';
import type { Computer } from '../../screens/shell/workplace.tsx';

const hostOf = (pattern: string): string | undefined =>
  /^\*?[a-z]*:?\/\/([^/*]+)\//.exec(pattern)?.[1];

const patternsOf = (host: string): string[] =>
  /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)
    ? [`http://${host.replace(/:\d+$/, '')}/*`]
    : [`https://${host.replace(/:\d+$/, '')}/*`];

async function allowedHosts(): Promise<readonly string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return [...new Set(origins.map(hostOf))].filter((host) => host !== undefined).toSorted();
}

/** Hosts that the person allowed, kept by the browser itself and revocable there at any time. */
export async function followPortals(): Promise<
  Pick<Computer, 'portals' | 'allowPortal' | 'forbidPortal'>
> {
  const portals = signal(await allowedHosts());
  const refresh = (): void => {
    allowedHosts().then(
      (hosts) => {
        portals.value = hosts;
      },
      () => undefined,
    );
  };
  browser.permissions.onAdded.addListener(refresh);
  browser.permissions.onRemoved.addListener(refresh);
  return {
    portals,
    allowPortal: async (host) => {
      if (isStateService(host.replace(/:\d+$/, ''))) return false;
      return browser.permissions.request({ origins: patternsOf(host) });
    },
    forbidPortal: async (host) => {
      await browser.permissions.remove({ origins: patternsOf(host) });
    },
  };
}
