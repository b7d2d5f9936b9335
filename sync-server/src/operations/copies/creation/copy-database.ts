import { chmodSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';

const allAtOnce = 2 ** 31 - 1;

/**
 * Copies a store's file as it is at one moment, from any process and beside the relay that writes
 * it: in WAL mode a reader stops no writer. All pages go in one step, since a copy made in several
 * begins again whenever another connection has written in between, under load for ever.
 */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
  try {
    await backup(source, to, { rate: allAtOnce });
  } finally {
    source.close();
  }
  const copy = new DatabaseSync(to);
  // One file, whole in itself: no log beside it that could be left behind.
  copy.exec('PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL');
  copy.close();
  chmodSync(to, 0o600);
}
