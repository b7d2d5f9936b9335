import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AppError, describeRefusal } from '@nastavnik/core/kernel';
import { buildExtension, isExtensionStale } from '../demo/build-extension.ts';
import {
  createDemoDistrict,
  openDemoDistrict,
  type DemoDistrict,
} from '../demo/create-demo-district.ts';
import { welcome } from '../demo/print-welcome.ts';
import { demoEn } from '../demo/text/en.ts';
import { demoRu } from '../demo/text/ru.ts';

const { values } = parseArgs({
  options: { lang: { type: 'string', default: 'ru' }, port: { type: 'string', default: '8787' } },
});
const language = values.lang === 'en' ? 'en' : 'ru';
const texts = language === 'ru' ? demoRu : demoEn;
const folder = fileURLToPath(new URL('../../../.demo/relay', import.meta.url));

/** The port that is asked for where it is free, else any. */
async function choosePort(wanted: number): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const probe = createServer();
  probe.once('error', () => {
    resolve(false);
  });
  probe.listen(wanted, '127.0.0.1', () => {
    probe.close(() => {
      resolve(true);
    });
  });
  if (await promise) return wanted;
  console.log(texts.portTaken(wanted));
  return 0;
}

if (isExtensionStale()) {
  console.log(texts.building);
  buildExtension();
}
const port = await choosePort(Number(values.port));
const options = { folder, port, language, texts } as const;
/** The district of an earlier run, else a new one. */
async function openDistrict(): Promise<DemoDistrict> {
  const earlier = await openDemoDistrict(options);
  if (earlier !== undefined) return earlier;
  console.log(texts.creating);
  // What an interrupted first run left behind has no record of its codes and is of no use.
  rmSync(folder, { recursive: true, force: true });
  return createDemoDistrict(options);
}

const running = await openDistrict().catch((error: unknown) => {
  // A second start on the same folder: a sentence, not a stack.
  if (!(error instanceof AppError) || error.code !== 'store-locked') throw error;
  console.error(describeRefusal(error, language));
  process.exit(75);
});
console.log(welcome(running, texts));

process.stdin.on('data', () => {
  console.log(texts.districtPage(running.pageUrl()));
});
const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
process.once('SIGINT', () => {
  stop();
});
process.once('SIGTERM', () => {
  stop();
});
await stopped;
process.once('SIGINT', () => {
  process.exit(130);
});
process.stdin.pause();
await running.close();
