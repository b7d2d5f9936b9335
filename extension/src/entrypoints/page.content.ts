import { browser, type Browser } from 'wxt/browser';
import { defineContentScript } from 'wxt/utils/define-content-script';
import { pageChannelName } from '../messaging/page-channel.ts';
import { adapterFor } from '../page/portals/registry.ts';
import { rememberCell } from '../page/selection/remember-cell.ts';
import { servePage } from '../page/serve-page.ts';

/** Set in the isolated world, where the page cannot see it: a second injection has nothing to do. */
const startedMark = Symbol.for('nastavnik.page');

/** False when the mark was left by an instance that an update of the extension has cut off. */
function isStarted(): boolean {
  const isAlive: unknown = Reflect.get(globalThis, startedMark);
  return typeof isAlive === 'function' && isAlive() === true;
}

export default defineContentScript({
  registration: 'runtime',
  noScriptStartedPostMessage: true,
  main() {
    if (isStarted()) return;
    Reflect.set(globalThis, startedMark, () => browser.runtime?.id !== undefined);
    const isGenuine = (event: Event): boolean => event.isTrusted;
    const remembered = rememberCell(document, new AbortController().signal, isGenuine);

    browser.runtime.onConnect.addListener((port) => {
      if (!isOwnPanel(port)) return port.disconnect();
      const disconnected = new AbortController();
      port.onDisconnect.addListener(() => disconnected.abort());
      const obey = servePage({
        document,
        adapter: adapterFor(new URL(location.href)),
        remembered,
        signal: disconnected.signal,
        isGenuine,
        send: (report) => {
          if (!disconnected.signal.aborted) port.postMessage(report);
        },
      });
      port.onMessage.addListener(obey);
    });
  },
});

/** Only pages of this very extension are answered; never another extension, never a page. */
function isOwnPanel({ name, sender }: Browser.runtime.Port): boolean {
  return (
    name === pageChannelName &&
    sender?.id === browser.runtime.id &&
    (sender.url ?? sender.origin ?? '').startsWith(browser.runtime.getURL('/').slice(0, -1))
  );
}
