import type { DatabaseSync } from 'node:sqlite';
import { exitCodes } from '../../exit-codes.ts';
import type { Command } from '../command.ts';
import { withStored } from './with-stored.ts';

/** What a relay holds, by what it can be counted by; no names, no content. */
export interface StoreStatistics {
  readonly documents: readonly {
    readonly kind: string;
    readonly documents: number;
    readonly changes: number;
    readonly bytes: number;
  }[];
  readonly states: Readonly<Record<string, number>>;
  readonly entries: number;
  readonly logs: number;
  readonly refusals: Readonly<Record<string, number>>;
  /** Commits of the last days that had any, newest first. */
  readonly commitsByDay: readonly { readonly day: string; readonly commits: number }[];
  /** Pages in the file and those of them that are free, in bytes. */
  readonly fileBytes: number;
  readonly freeBytes: number;
}

const longestHistory = 14;

export function readStatistics(db: DatabaseSync): StoreStatistics {
  const all = (sql: string) => db.prepare(sql).all();
  const number = (sql: string): number =>
    Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0);
  const tally = (sql: string): Record<string, number> =>
    Object.fromEntries(all(sql).map((row) => [String(row['key']), Number(row['n'])]));
  const pageSize = number('PRAGMA page_size');
  return {
    documents: all(
      `SELECT d.kind AS kind, count(DISTINCT d.documentId) AS documents, count(c.hash) AS changes,
         coalesce(sum(length(c.bytes)), 0) AS bytes
       FROM documents d LEFT JOIN changes c USING (documentId) GROUP BY d.kind ORDER BY d.kind`,
    ).map((row) => ({
      kind: String(row['kind']),
      documents: Number(row['documents']),
      changes: Number(row['changes']),
      bytes: Number(row['bytes']),
    })),
    states: tally('SELECT state AS key, count(*) AS n FROM documents GROUP BY state'),
    entries: number('SELECT count(*) FROM entries'),
    logs: number('SELECT count(DISTINCT logId) FROM entries'),
    refusals: tally('SELECT code AS key, count(*) AS n FROM refusals GROUP BY code'),
    commitsByDay: all(
      `SELECT date(atMs / 1000, 'unixepoch') AS day, count(*) AS commits FROM commits
       GROUP BY day ORDER BY day DESC LIMIT ${longestHistory}`,
    ).map((row) => ({ day: String(row['day']), commits: Number(row['commits']) })),
    fileBytes: number('PRAGMA page_count') * pageSize,
    freeBytes: number('PRAGMA freelist_count') * pageSize,
  };
}

/** `stats`: what the relay holds, by kind, state, refusal and day. */
export const stats: Command = (context) => {
  const { texts, language, say, report } = context;
  const statistics = withStored(context, readStatistics);
  const formats = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    maximumFractionDigits: 1,
  });
  const words = texts.watching;
  for (const { kind, documents, changes, bytes } of statistics.documents) {
    say(words.statsKind(kind, documents, changes, `${formats.format(bytes / 1_024)} KiB`));
  }
  say(words.statsLogs(statistics.logs, statistics.entries));
  for (const [code, count] of Object.entries(statistics.refusals)) {
    say(words.statsRefusals(code, count));
  }
  for (const { day, commits } of statistics.commitsByDay) say(words.statsDay(day, commits));
  const megabytes = (bytes: number): string => formats.format(bytes / 1_024 / 1_024);
  say(words.statsFile(megabytes(statistics.fileBytes), megabytes(statistics.freeBytes)));
  report(statistics);
  return Promise.resolve(exitCodes.done);
};
