import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { extensionPath, launchBrowser } from '../browser/launch.ts';

const name = process.argv[2] ?? '';
if (!/^[a-z0-9-]{1,30}$/.test(name)) {
  console.error(
    'Usage: npm run browser -- NAME   (for example: mentor). One profile is kept per name.',
  );
  process.exit(64);
}
if (!existsSync(extensionPath)) {
  console.error('The extension is not built yet. Run npm start or npm run build first.');
  process.exit(69);
}
const profileFolder = fileURLToPath(new URL(`../../../.demo/browsers/${name}`, import.meta.url));
mkdirSync(profileFolder, { recursive: true });
const browser = await launchBrowser({ profileFolder, headless: false });
await browser.open('workspace');
await new Promise<void>((resolve) => {
  browser.context.once('close', () => {
    resolve();
  });
});
