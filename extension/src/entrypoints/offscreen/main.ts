import { browser } from 'wxt/browser';
import { parseBackgroundMessage } from '../../messaging/background-message.ts';
import { hostHere } from '../../replica/profile/host-here.ts';

browser.runtime.onMessage.addListener((message, sender) => {
  if (sender.id === browser.runtime.id && parseBackgroundMessage(message)) void hostHere();
  return undefined;
});
void hostHere();
