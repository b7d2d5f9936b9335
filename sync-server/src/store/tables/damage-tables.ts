import type { DatabaseSync } from 'node:sqlite';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { StoredChange } from '../store.ts';

/** Damaged changes, kept apart from the whole ones until a device brings them again. */
export function damageTables(db: DatabaseSync) {
  const setAside = db.prepare(
    `INSERT INTO damagedChanges
       (documentId, hash, bytes, author, actor, seq, commitSeq, place, foundAtMs, restoredAtMs)
     SELECT documentId, hash, bytes, author, actor, seq, commitSeq, place, ?, NULL
     FROM changes WHERE documentId = ? AND hash = ?
     ON CONFLICT (documentId, hash) DO UPDATE SET
       bytes = excluded.bytes, foundAtMs = excluded.foundAtMs, restoredAtMs = NULL`,
  );
  // A change in a damaged pack has no row of its own; the pack stays as it is.
  const setAsidePacked = db.prepare(
    `INSERT INTO damagedChanges
       (documentId, hash, bytes, author, actor, seq, commitSeq, place, foundAtMs, restoredAtMs)
     VALUES (?, ?, x'', NULL, '', 0, 0, ?, ?, NULL) ON CONFLICT DO NOTHING`,
  );
  const remove = db.prepare('DELETE FROM changes WHERE documentId = ? AND hash = ?');
  const missing = db.prepare(
    `SELECT hash FROM damagedChanges
     WHERE documentId = ? AND commitSeq > ? AND restoredAtMs IS NULL ORDER BY commitSeq, place`,
  );
  const any = db.prepare('SELECT 1 FROM damagedChanges WHERE documentId = ? LIMIT 1');
  const putBack = db.prepare(
    `INSERT INTO changes (documentId, hash, bytes, author, actor, seq, commitSeq, place)
     SELECT documentId, hash, ?, ?, ?, ?, commitSeq, place
     FROM damagedChanges WHERE documentId = ? AND hash = ? AND restoredAtMs IS NULL
     ON CONFLICT DO NOTHING`,
  );
  const restored = db.prepare(
    `UPDATE damagedChanges SET restoredAtMs = ?
     WHERE documentId = ? AND hash = ? AND restoredAtMs IS NULL`,
  );
  const count = db.prepare('SELECT count(*) AS n FROM damagedChanges WHERE restoredAtMs IS NULL');
  return {
    /** Moves rows aside; a change that is only in a pack gets a row that says so. */
    setAside: (documentId: DocumentId, hashes: readonly ChangeHash[], atMs: number): void => {
      for (const [place, hash] of hashes.entries()) {
        const moved = setAside.run(atMs, documentId, hash);
        if (Number(moved.changes) === 0) setAsidePacked.run(documentId, hash, place, atMs);
        remove.run(documentId, hash);
      }
    },
    /** Names of what is missing beyond a commit. */
    missing: (documentId: DocumentId, afterSeq: number): ChangeHash[] =>
      missing.all(documentId, afterSeq).map((row) => row['hash'] as ChangeHash),
    /** Whether anything of the document was ever damaged. */
    isTouched: (documentId: DocumentId): boolean => any.get(documentId) !== undefined,
    /** Puts whole changes back where they stood. */
    restore: (documentId: DocumentId, changes: readonly StoredChange[], atMs: number): void => {
      for (const { hash, bytes, author = null, actor, seq } of changes) {
        putBack.run(bytes, author, actor, seq, documentId, hash);
        restored.run(atMs, documentId, hash);
      }
    },
    count: (): number => Number(count.get()?.['n'] ?? 0),
  };
}
