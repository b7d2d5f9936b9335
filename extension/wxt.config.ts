import { createRequire } from 'node:module';
import { defineConfig } from 'wxt';

const require = createRequire(import.meta.url);
const wasm = require.resolve('@automerge/automerge/automerge.wasm');

/** Public half of the extension's key: the id, and with it all storage, stays the same. */
const key =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAnM7EW/4uFiEW7EneO8q5nJ561Hrv5bYK2gsnYbiuxyDVurIn' +
  '87N1ShNwIAB4RPj7AVsYZdiZv210GnAg2NkudDj4qN7ghZGxpLNt7qh9OkNoSJew8zThuOAKAWrrDRP9BctSHYgHL4gu' +
  'bRav3aq0YPKD2NrEeA7PYkHE0lc7p6owWH69hXXHo3w7+aXd32JkD+LrdijdRNqwmJZ5iNui0Mxfbqv4a4iaDoipwd27' +
  '73Q05B/NcQxVhMml+kDRoi/T2NM/r+YzrCpB4E1bHfFZFG0coH31LNsM01rwxh3Om/ekArrxuOrDWOSRzmzoTD8IFZai' +
  'PYjrNCAjbfolpBBa2QIDAQAB';

/** Loopback without TLS is for a relay on this machine; everything else is `wss:`. */
const contentSecurityPolicy =
  "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'; " +
  "connect-src 'self' wss: ws://127.0.0.1:* ws://localhost:*";

const commonPermissions = ['activeTab', 'scripting', 'storage', 'contextMenus', 'alarms'];

export default defineConfig({
  srcDir: 'src',
  manifestVersion: 3,
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_extensionName__',
    description: '__MSG_extensionDescription__',
    default_locale: 'ru',
    permissions:
      browser === 'firefox' ? commonPermissions : [...commonPermissions, 'sidePanel', 'offscreen'],
    // Nothing at install; a portal is asked for, one host at a time, from the panel's button.
    optional_host_permissions: ['https://*/*', 'http://127.0.0.1/*', 'http://localhost/*'],
    content_security_policy: { extension_pages: contentSecurityPolicy },
    // A private window's storage does not last, and a note must outlive the window.
    incognito: 'not_allowed',
    action: { default_title: '__MSG_actionTitle__' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'nastavnik@nastavnik.example',
              strict_min_version: '140.0',
              data_collection_permissions: {
                required: ['none'],
                optional: ['personallyIdentifyingInfo', 'websiteContent'],
              },
            },
          },
        }
      : { key, minimum_chrome_version: '116' }),
  }),
  hooks: {
    'build:publicAssets': (_wxt, files) => {
      files.push({ absoluteSrc: wasm, relativeDest: 'automerge.wasm' });
    },
  },
  vite: () => ({
    build: { sourcemap: false, target: 'esnext' },
    // cbor-x's default build makes functions from text, which the policy forbids.
    resolve: { alias: [{ find: /^cbor-x$/, replacement: 'cbor-x/index-no-eval' }] },
  }),
});
