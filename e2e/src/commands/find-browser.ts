import { requireChromium } from '../browser/find-chromium.ts';
import { requireFirefox } from '../browser/firefox/find-firefox.ts';

try {
  console.log(`Browsers for the tests: ${requireChromium()}, ${requireFirefox()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
