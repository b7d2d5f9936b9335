import { requireProgram, type BrowserProgram } from '../browser-program.ts';

const firefox: BrowserProgram = {
  variable: 'FIREFOX_PATH',
  commands: ['firefox-esr', 'firefox'],
  applications: [
    '/Applications/Firefox.app/Contents/MacOS/firefox',
    'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
  ],
  packages: ['firefox-esr'],
  missing:
    'No Firefox was found: install Firefox ESR 140 or newer (Debian: apt-get install firefox-esr) or set FIREFOX_PATH to its executable.',
};

/** The path of a Firefox, installing one where that is possible. Throws one clear sentence. */
export const requireFirefox = (): string => requireProgram(firefox);
