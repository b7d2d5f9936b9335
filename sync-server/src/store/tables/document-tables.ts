import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ChangeHash, DocumentId, LogId } from '@nastavnik/core/kernel';
import type {
  ChangeCommit,
  Commit,
  DocumentAnnouncement,
  DocumentRow,
  DocumentState,
  LoadedDocument,
  Snapshot,
} from '../store.ts';

type Row = Record<string, SQLOutputValue>;

const readHeads = (text: unknown): ChangeHash[] =>
  text === '' ? [] : (String(text).split(',') as ChangeHash[]);

const readDocument = (row: Row): DocumentRow => ({
  documentId: row['documentId'] as DocumentId,
  kind: String(row['kind']),
  logId: row['logId'] as LogId,
  heads: readHeads(row['heads']),
  seq: Number(row['seq']),
  state: row['state'] as DocumentState,
});

const readCommit = (row: Row): Commit => ({
  seq: Number(row['seq']),
  event: row['event'] as Commit['event'],
  documentId: row['documentId'] as DocumentId,
  kind: String(row['kind']),
  logId: row['logId'] as LogId,
  heads: readHeads(row['heads']),
  atMs: Number(row['atMs']),
});

function prepare(db: DatabaseSync) {
  return {
    document: db.prepare('SELECT * FROM documents WHERE documentId = ?'),
    insertDocument: db.prepare(
      `INSERT INTO documents (documentId, kind, logId, heads, seq, state)
       VALUES (?, ?, ?, '', 0, 'open') ON CONFLICT DO NOTHING`,
    ),
    setHeads: db.prepare('UPDATE documents SET heads = ?, seq = ? WHERE documentId = ?'),
    setState: db.prepare('UPDATE documents SET state = ? WHERE documentId = ?'),
    insertCommit: db.prepare(
      'INSERT INTO commits (event, documentId, heads, kid, changes, atMs) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    insertChange: db.prepare(
      `INSERT INTO changes (documentId, hash, bytes, author, actor, seq, commitSeq, place)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    changesAfter: db.prepare(
      'SELECT bytes FROM changes WHERE documentId = ? AND commitSeq > ? ORDER BY commitSeq, place',
    ),
    knownHash: db.prepare('SELECT 1 FROM changes WHERE documentId = ? AND hash = ?'),
    snapshot: db.prepare('SELECT bytes, gateIndex, seq FROM snapshots WHERE documentId = ?'),
    saveSnapshot: db.prepare(
      `INSERT INTO snapshots (documentId, bytes, gateIndex, seq) VALUES (?, ?, ?, ?)
       ON CONFLICT (documentId) DO UPDATE SET
         bytes = excluded.bytes, gateIndex = excluded.gateIndex, seq = excluded.seq`,
    ),
    changedSince: db.prepare('SELECT * FROM documents WHERE seq > ? ORDER BY seq LIMIT ?'),
    commitsSince: db.prepare(
      `SELECT c.seq, c.event, c.documentId, d.kind, d.logId, c.heads, c.atMs
       FROM commits c JOIN documents d USING (documentId) WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    ),
    lastSeq: db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM commits'),
    erase: ['changes', 'snapshots', 'attestations', 'refusals', 'quarantine'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE documentId = ?`),
    ),
  };
}

/** The rows of documents, their changes, snapshots and commits. Writes run inside a transaction. */
export function documentTables(db: DatabaseSync) {
  const sql = prepare(db);

  const document = (documentId: DocumentId): DocumentRow | undefined => {
    const row = sql.document.get(documentId);
    return row === undefined ? undefined : readDocument(row);
  };

  const addCommit = (event: Commit['event'], commit: Omit<ChangeCommit, 'kid' | 'changes'>) => {
    const { documentId, heads, atMs } = commit;
    const added = sql.insertCommit.run(event, documentId, heads.join(','), null, 0, atMs);
    const seq = Number(added.lastInsertRowid);
    sql.setHeads.run(heads.join(','), seq, documentId);
    return seq;
  };

  const addChanges = (commit: ChangeCommit): number => {
    const { documentId, changes, atMs, kid } = commit;
    const heads = commit.heads.join(',');
    const added = sql.insertCommit.run('changed', documentId, heads, kid, changes.length, atMs);
    const seq = Number(added.lastInsertRowid);
    for (const [place, change] of changes.entries()) {
      const { hash, bytes, author = null, actor } = change;
      sql.insertChange.run(documentId, hash, bytes, author, actor, change.seq, seq, place);
    }
    sql.setHeads.run(heads, seq, documentId);
    return seq;
  };

  const load = (documentId: DocumentId): LoadedDocument | undefined => {
    const row = document(documentId);
    if (row === undefined) return undefined;
    const found = sql.snapshot.get(documentId);
    const snapshot: Snapshot | undefined = found && {
      bytes: found['bytes'] as Uint8Array,
      index: String(found['gateIndex']),
      seq: Number(found['seq']),
    };
    const changes = sql.changesAfter
      .all(documentId, snapshot?.seq ?? 0)
      .map((change) => change['bytes'] as Uint8Array);
    return { row, changes, ...(snapshot && { snapshot }) };
  };

  return {
    document,
    load,
    addChanges,
    announce: ({ documentId, kind, logId, atMs }: DocumentAnnouncement): void => {
      const added = sql.insertDocument.run(documentId, kind, logId);
      if (Number(added.changes) > 0) addCommit('announced', { documentId, heads: [], atMs });
    },
    knownHashes: (documentId: DocumentId, hashes: readonly ChangeHash[]): ChangeHash[] =>
      hashes.filter((hash) => sql.knownHash.get(documentId, hash) !== undefined),
    saveSnapshot: (documentId: DocumentId, { bytes, index, seq }: Snapshot): void => {
      sql.saveSnapshot.run(documentId, bytes, index, seq);
    },
    changedSince: (afterSeq: number, limit: number): DocumentRow[] =>
      sql.changedSince.all(afterSeq, limit).map(readDocument),
    commitsSince: (afterSeq: number, limit: number): Commit[] =>
      sql.commitsSince.all(afterSeq, limit).map(readCommit),
    lastSeq: (): number => Number(sql.lastSeq.get()?.['seq'] ?? 0),
    drop: (documentId: DocumentId, atMs: number): void => {
      for (const statement of sql.erase) statement.run(documentId);
      sql.setState.run('dropped', documentId);
      addCommit('dropped', { documentId, heads: [], atMs });
    },
    setState: (documentId: DocumentId, state: DocumentState): void => {
      sql.setState.run(state, documentId);
    },
  };
}
