import { requireProgram, type BrowserProgram } from './browser-program.ts';

/** Branded Chrome from 137 on ignores `--load-extension`, so Chromium comes first. */
const chromium: BrowserProgram = {
  variable: 'CHROMIUM_PATH',
  commands: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'],
  applications: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ],
  packages: ['chromium', 'fonts-noto-core'],
  missing:
    'No Chromium was found: install Chromium (Debian: apt-get install chromium) or set CHROMIUM_PATH to its executable.',
};

/** The path of a Chromium, installing one where that is possible. Throws one clear sentence. */
export const requireChromium = (): string => requireProgram(chromium);
