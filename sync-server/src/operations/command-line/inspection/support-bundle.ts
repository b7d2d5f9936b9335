import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import type { DatabaseSync } from 'node:sqlite';
import { auditTable } from '../../../relay/audit/audit-table.ts';
import { redactConfiguration } from '../../configuration/redact-configuration.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { version } from '../../serving/version.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { readStatistics } from './stats.ts';
import { withStored } from './with-stored.ts';

const timeoutMs = 5_000;

async function readPage(url: string | undefined, path: string): Promise<string | undefined> {
  if (url === undefined) return undefined;
  try {
    const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(timeoutMs) });
    return await answer.text();
  } catch {
    return undefined;
  }
}

const stored = (db: DatabaseSync) => ({
  schema: Number(Object.values(db.prepare('PRAGMA user_version').get() ?? {})[0]),
  statistics: readStatistics(db),
  audit: {
    head: auditTable(db).head(),
    events: db
      .prepare('SELECT event, code, count(*) AS n FROM audit GROUP BY event, code ORDER BY event')
      .all(),
  },
});

async function collect(context: CommandContext) {
  const { loaded, data, clock } = context;
  const running = await findRunning(data.running);
  return {
    product: 'nastavnik-relay',
    version,
    atMs: clock.nowMs(),
    machine: {
      node: process.versions.node,
      sqlite: process.versions.sqlite,
      platform: process.platform,
      architecture: process.arch,
      processors: cpus().length,
      memoryBytes: totalmem(),
    },
    configuration: redactConfiguration(loaded.configuration),
    running: running !== undefined,
    readiness: await readPage(running?.url, '/readyz'),
    metrics: await readPage(running?.url, '/metrics'),
    ...withStored(context, stored),
  };
}

/**
 * `support-bundle --to FILE`: what somebody who helps needs to know, in one readable file: versions,
 * settings without addresses, counts and codes. No names, no content, no keys, no ids of people.
 *
 * @clause O6
 */
export const supportBundle: Command = async (context) => {
  const { options, texts, say, report } = context;
  const file = options.to;
  if (file === undefined) throw new UsageError(texts.missingOption('to'));
  const text = `${JSON.stringify(await collect(context), undefined, 2)}\n`;
  writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
  say(texts.watching.supportBundle(file));
  report({ file, bytes: Buffer.byteLength(text) });
  return exitCodes.done;
};
