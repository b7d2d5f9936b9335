import { chromium, type Browser } from 'playwright-core';
import { requireChromium } from '../../browser/find-chromium.ts';

export type TrialBrowser = Browser;

/** A browser for generated portals, without the extension: trials bring its reading code along. */
export const launchTrials = (): Promise<TrialBrowser> =>
  chromium.launch({
    executablePath: requireChromium(),
    args: ['--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
