import type { DatabaseSync } from 'node:sqlite';
import { sequencedEntrySchema, type SequencedEntry } from '@nastavnik/core/access';
import type { LogId } from '@nastavnik/core/kernel';

/** Membership logs, and how far the consumers of the feed have come. */
export function logTables(db: DatabaseSync) {
  const logIds = db.prepare('SELECT DISTINCT logId FROM entries ORDER BY logId');
  const append = db.prepare('INSERT INTO entries (logId, seq, entry) VALUES (?, ?, ?)');
  const entries = db.prepare(
    'SELECT entry FROM entries WHERE logId = ? AND seq >= ? ORDER BY seq LIMIT ?',
  );
  const cursor = db.prepare('SELECT seq FROM cursors WHERE consumer = ?');
  const saveCursor = db.prepare(
    `INSERT INTO cursors (consumer, seq) VALUES (?, ?)
     ON CONFLICT (consumer) DO UPDATE SET seq = excluded.seq`,
  );
  return {
    logIds: (): LogId[] => logIds.all().map((row) => row['logId'] as LogId),
    append: (entry: SequencedEntry): void => {
      append.run(entry.envelope.logId, entry.envelope.seq, JSON.stringify(entry));
    },
    entries: (logId: LogId, fromSeq: number, limit: number): SequencedEntry[] =>
      entries
        .all(logId, fromSeq, limit)
        .map((row) => sequencedEntrySchema.parse(JSON.parse(String(row['entry'])))),
    cursor: (consumer: string): number => Number(cursor.get(consumer)?.['seq'] ?? 0),
    saveCursor: (consumer: string, seq: number): void => {
      saveCursor.run(consumer, seq);
    },
  };
}
