import type { DatabaseSync } from 'node:sqlite';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentCase, QuarantineCause, QuarantineReason } from '../store.ts';

const inspection = `
  SELECT d.documentId, d.kind, d.logId, d.heads, d.seq, d.state,
    q.reason, q.atMs, q.seq AS goodSeq,
    (SELECT count(*) FROM changes c WHERE c.documentId = d.documentId)
      + (SELECT coalesce(sum(length(hashes) / 32), 0) FROM packs p WHERE p.documentId = d.documentId)
      AS changes,
    (SELECT coalesce(sum(length(bytes)), 0) FROM changes c WHERE c.documentId = d.documentId)
      + (SELECT coalesce(sum(length(bytes)), 0) FROM packs p WHERE p.documentId = d.documentId)
      AS changeBytes,
    (SELECT length(bytes) FROM snapshots s WHERE s.documentId = d.documentId) AS snapshotBytes,
    (SELECT count(*) FROM damagedChanges x
      WHERE x.documentId = d.documentId AND x.restoredAtMs IS NULL) AS damagedChanges
  FROM documents d LEFT JOIN documentQuarantine q USING (documentId)`;

type Row = Readonly<Record<string, unknown>>;

const readCase = (row: Row): DocumentCase => ({
  documentId: row['documentId'] as DocumentId,
  kind: String(row['kind']),
  logId: String(row['logId']),
  state: row['state'] as DocumentCase['state'],
  heads: row['heads'] === '' ? [] : String(row['heads']).split(','),
  seq: Number(row['seq']),
  changes: Number(row['changes']),
  changeBytes: Number(row['changeBytes']),
  snapshotBytes: Number(row['snapshotBytes'] ?? 0),
  damagedChanges: Number(row['damagedChanges']),
  ...(row['reason'] !== null && {
    quarantine: {
      reason: row['reason'] as QuarantineReason,
      atMs: Number(row['atMs']),
      goodSeq: Number(row['goodSeq']),
    },
  }),
});

/** Documents that are not served, why and since when; and what an operator may know of any. */
export function quarantineTables(db: DatabaseSync) {
  const sql = {
    close: db.prepare(`UPDATE documents SET state = 'quarantined'
      WHERE documentId = ? AND state = 'open'`),
    note: db.prepare(
      `INSERT INTO documentQuarantine (documentId, reason, atMs, seq)
       SELECT documentId, ?, ?, seq FROM documents WHERE documentId = ? AND state = 'quarantined'
       ON CONFLICT (documentId) DO NOTHING`,
    ),
    open: db.prepare(`UPDATE documents SET state = 'open'
      WHERE documentId = ? AND state = 'quarantined'`),
    forget: db.prepare('DELETE FROM documentQuarantine WHERE documentId = ?'),
    inspect: db.prepare(`${inspection} WHERE d.documentId = ?`),
    quarantined: db.prepare(`${inspection} WHERE d.state = 'quarantined' ORDER BY q.atMs`),
  };
  return {
    set: (documentId: DocumentId, { reason, atMs }: QuarantineCause): void => {
      sql.close.run(documentId);
      sql.note.run(reason, atMs, documentId);
    },
    release: (documentId: DocumentId): void => {
      sql.open.run(documentId);
      sql.forget.run(documentId);
    },
    inspect: (documentId: DocumentId): DocumentCase | undefined => {
      const row = sql.inspect.get(documentId);
      return row === undefined ? undefined : readCase(row);
    },
    quarantined: (): DocumentCase[] => sql.quarantined.all().map(readCase),
  };
}
