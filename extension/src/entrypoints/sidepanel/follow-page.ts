import { signal } from '@preact/signals';
import { browser, type Browser } from 'wxt/browser';
import type { PageInFront } from '../../screens/notes/panel/page-door.ts';

const hostOf = (address: string | undefined): string | undefined => {
  const url = address === undefined ? null : URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.hostname : undefined;
};

/** An address we are not allowed to know may be a portal; one we know and is no website is not. */
const isWebsite = ({ url }: Browser.tabs.Tab): boolean =>
  url === undefined || url === '' || hostOf(url) !== undefined;

/** The website beside the panel: the tab in front, or, for a panel in a tab, the one seen last. */
async function findPage(panelTabId: number | undefined): Promise<Browser.tabs.Tab | undefined> {
  if (panelTabId === undefined) {
    const [active] = await browser.tabs.query({ active: true, currentWindow: true });
    return active !== undefined && isWebsite(active) ? active : undefined;
  }
  const tabs = await browser.tabs.query({});
  return tabs
    .filter((tab) => tab.id !== panelTabId && isWebsite(tab))
    .toSorted((a, b) => (b.lastAccessed ?? 0) - (a.lastAccessed ?? 0))[0];
}

/** Follows the page beside the panel, whether the panel is docked or opened as a tab of its own. */
export async function followPage() {
  const current = signal<PageInFront | undefined>(undefined);
  const panelTab = await browser.tabs.getCurrent();
  let visit = 0;
  const look = async (isNewVisit: boolean): Promise<void> => {
    const tab = await findPage(panelTab?.id);
    // Coming back to the same page must not end what the person has begun on it.
    if (!isNewVisit && tab?.id === current.peek()?.tabId) return;
    visit += 1;
    current.value =
      tab?.id === undefined ? undefined : { tabId: tab.id, host: hostOf(tab.url), visit };
  };
  const refresh = (isNewVisit: boolean): void => {
    look(isNewVisit).catch(() => {
      current.value = undefined;
    });
  };
  browser.tabs.onActivated.addListener(() => refresh(false));
  browser.tabs.onRemoved.addListener(() => refresh(false));
  browser.tabs.onUpdated.addListener((tabId, { status }) => {
    if (status === 'complete') refresh(tabId === current.peek()?.tabId);
  });
  browser.permissions.onRemoved.addListener(() => refresh(true));
  await look(true);
  return current;
}
