import { browser, type Browser } from 'wxt/browser';
import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import { pageChannelName } from '../../messaging/page-channel.ts';
import { passageStyle } from '../highlights/passage-style.ts';
import type { PagePort } from './page-port.ts';
import { createPageSession, type PageSession, type PageSessionOptions } from './page-session.ts';

/** Where WXT puts the bundle of `entrypoints/page.content.ts`. */
const contentScript = '/content-scripts/page.js';

/**
 * Begins to follow the page of a tab: puts the content script there, by the right of the person's
 * click on the panel (`activeTab`) or of the host they allowed, and opens its port. Refuses with
 * `page-not-allowed` where the browser lets no extension in or the person has not.
 */
export async function connectPage(
  tabId: number,
  options: Omit<PageSessionOptions, 'port'>,
): Promise<Result<PageSession, Refusal>> {
  try {
    await browser.scripting.executeScript({ target: { tabId }, files: [contentScript] });
    // An extension's sheet and not the page's: its policy does not refuse it, nor does it see it.
    const sheet = { target: { tabId }, css: passageStyle };
    // What an earlier visit of the panel left; none there is no reason to stay away.
    await browser.scripting.removeCSS(sheet).catch(() => undefined);
    await browser.scripting.insertCSS(sheet);
  } catch {
    return fail({ code: 'page-not-allowed' });
  }
  if (options.signal.aborted) return fail({ code: 'page-not-allowed' });
  const port = browser.tabs.connect(tabId, { name: pageChannelName, frameId: 0 });
  return ok(createPageSession({ ...options, port: panelPort(port) }));
}

function panelPort(port: Browser.runtime.Port): PagePort {
  return {
    post: (order) => port.postMessage(order),
    onMessage: (listen) => port.onMessage.addListener(listen),
    onDisconnect: (listen) => port.onDisconnect.addListener(listen),
    disconnect: () => port.disconnect(),
  };
}
