import { existsSync } from 'node:fs';
import { AppError } from '@nastavnik/core/kernel';
import { openSqliteStore } from '../../../store/sqlite-store.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { version } from '../../serving/version.ts';
import type { Command, CommandContext } from '../command.ts';

type Figures = Readonly<Record<string, unknown>>;

async function figuresOf({ data }: CommandContext): Promise<Figures> {
  const running = await findRunning(data.running);
  if (running !== undefined) {
    const response = await fetch(new URL('/status', running.url), {
      signal: AbortSignal.timeout(5_000),
    });
    return { running: true, url: running.url, ...((await response.json()) as Figures) };
  }
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const store = openSqliteStore(data.store);
  try {
    return { running: false, version, lastSeq: store.lastSeq(), ...store.counts() };
  } finally {
    await store.close();
  }
}

/** `status`: whether the relay runs, and its figures; works with the relay up or down. */
export const status: Command = async (context) => {
  const { texts, say, report } = context;
  const figures = await figuresOf(context);
  const { url, draining } = figures;
  if (figures['running'] !== true) say(texts.statusDown);
  else say(draining === true ? texts.statusDraining : texts.statusUp(String(url)));
  for (const [key, label] of Object.entries(texts.statusLines)) {
    const value = figures[key];
    if (typeof value === 'number' || typeof value === 'string') say(`${label}: ${value}`);
  }
  report(figures);
  return exitCodes.done;
};
