import { requireChromium } from '../browser/find-chromium.ts';
import { requireFirefox } from '../browser/firefox/find-firefox.ts';

/** Finds the browser that the tests need, or installs it: Chromium, and Firefox where it is named. */
try {
  const isFirefox = process.argv.includes('firefox');
  const found = isFirefox ? [requireChromium(), requireFirefox()] : [requireChromium()];
  console.log(`Browsers for the tests: ${found.join(', ')}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
