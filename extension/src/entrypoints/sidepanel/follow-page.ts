import { signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import type { PageInFront } from '../../screens/notes/panel/page-door.ts';

const hostOf = (address: string | undefined): string | undefined => {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : undefined;
};

/**
 * The tab beside the panel. `?tab=ID` holds on to one tab, for browsers where the panel is itself
 * opened as a tab.
 */
export async function followPage() {
  const current = signal<PageInFront | undefined>(undefined);
  const fixed = new URLSearchParams(location.search).get('tab');
  let visit = 0;
  const find = async () => {
    if (fixed !== null) return browser.tabs.get(Number(fixed));
    const [active] = await browser.tabs.query({ active: true, currentWindow: true });
    return active;
  };
  const look = async (): Promise<void> => {
    const tab = await find();
    visit += 1;
    current.value =
      tab?.id === undefined ? undefined : { tabId: tab.id, host: hostOf(tab.url), visit };
  };
  const refresh = (): void => {
    look().catch(() => {
      current.value = undefined;
    });
  };
  browser.tabs.onActivated.addListener(() => {
    if (fixed === null) refresh();
  });
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete' && tabId === current.peek()?.tabId) refresh();
  });
  browser.permissions.onRemoved.addListener(refresh);
  await look();
  return current;
}
