import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { parseBackgroundMessage } from '../messaging/background-message.ts';
import { profileIds } from '../replica/profile/profiles.ts';

const pulseName = 'pulse';
const offscreenPath = '/offscreen.html';

/** Firefox's own; the types describe Chromium. */
const { sidebarAction: firefoxSidebar } = browser as unknown as {
  readonly sidebarAction: { toggle(): Promise<void> };
};

/**
 * Wiring only: the worker dies after half a minute and keeps nothing. Its pulse sees to it that
 * somebody syncs while there is a person on this computer.
 */
export default defineBackground(() => {
  browser.runtime.onInstalled.addListener(({ reason }) => {
    void keepSyncing();
    if (reason === 'install') void openWorkspace();
  });
  browser.runtime.onStartup.addListener(() => void keepSyncing());
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === pulseName) void keepSyncing();
  });
  browser.runtime.onMessage.addListener((message, sender) => {
    if (sender.id === browser.runtime.id && parseBackgroundMessage(message)) void keepSyncing();
    return undefined;
  });
  void browser.alarms.create(pulseName, { periodInMinutes: 1 });
  if (import.meta.env.FIREFOX) {
    browser.action.onClicked.addListener(() => void firefoxSidebar.toggle());
  } else {
    void browser.sidePanel.setPanelBehavior({ openPanelOnActionClick: true });
  }
});

async function keepSyncing(): Promise<void> {
  if ((await profileIds()).length === 0) return;
  if (import.meta.env.FIREFOX) {
    const { hostHere } = await import('../replica/profile/host-here.ts');
    await hostHere();
  } else {
    await ensureOffscreen();
  }
}

/** Two pulses may ask at once; the second is told that there is one already. */
async function ensureOffscreen(): Promise<void> {
  const contexts = await browser.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] });
  if (contexts.length > 0) return;
  try {
    await browser.offscreen.createDocument({
      url: offscreenPath,
      reasons: ['WORKERS'],
      justification: 'Sends saved work to the relay of the school while no page is open.',
    });
  } catch (cause) {
    if (!(await browser.offscreen.hasDocument())) throw cause;
  }
}

async function openWorkspace(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('/workspace.html' as never) });
}
