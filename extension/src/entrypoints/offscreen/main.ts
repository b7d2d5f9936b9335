import { browser } from 'wxt/browser';
import { parseBackgroundMessage } from '../../messaging/background-message.ts';
import { hostHere } from '../../replica/profile/host-here.ts';

browser.runtime.onMessage.addListener((message) => {
  if (parseBackgroundMessage(message)) void hostHere();
  return undefined;
});
void hostHere();
