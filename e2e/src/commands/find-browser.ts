import { requireChromium } from '../browser/find-chromium.ts';

try {
  console.log(`Browser for the tests: ${requireChromium()}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
