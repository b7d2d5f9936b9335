import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ChangeHash, DocumentId, LogId } from '@nastavnik/core/kernel';
import type {
  ChangeCommit,
  Commit,
  DocumentAnnouncement,
  DocumentRow,
  DocumentState,
  LoadedDocument,
  RestoredChanges,
  SetAside,
} from '../store.ts';
import type { chunkTables } from './chunk-tables.ts';
import type { damageTables } from './damage-tables.ts';

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
    changedSince: db.prepare('SELECT * FROM documents WHERE seq > ? ORDER BY seq LIMIT ?'),
    commitsSince: db.prepare(
      `SELECT c.seq, c.event, c.documentId, d.kind, d.logId, c.heads, c.atMs
       FROM commits c JOIN documents d USING (documentId) WHERE c.seq > ? ORDER BY c.seq LIMIT ?`,
    ),
    lastSeq: db.prepare('SELECT coalesce(max(seq), 0) AS seq FROM commits'),
    erase: [
      'changes',
      'packs',
      'damagedChanges',
      'snapshots',
      'attestations',
      'refusals',
      'quarantine',
      'documentQuarantine',
    ].map((table) => db.prepare(`DELETE FROM ${table} WHERE documentId = ?`)),
  };
}

/** The rows of documents and their commits. Writes run inside a transaction. */
export function documentTables(
  db: DatabaseSync,
  chunks: ReturnType<typeof chunkTables>,
  damage: ReturnType<typeof damageTables>,
) {
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
      chunks.insert(documentId, change, seq, place);
    }
    sql.setHeads.run(heads, seq, documentId);
    return seq;
  };

  const load = (documentId: DocumentId): LoadedDocument | undefined => {
    const row = document(documentId);
    return row === undefined ? undefined : { row, ...chunks.load(documentId) };
  };

  return {
    document,
    load,
    addChanges,
    announce: ({ documentId, kind, logId, atMs }: DocumentAnnouncement): void => {
      const added = sql.insertDocument.run(documentId, kind, logId);
      if (Number(added.changes) > 0) addCommit('announced', { documentId, heads: [], atMs });
    },
    setAside: ({ documentId, hashes, heads, atMs }: SetAside): void => {
      damage.setAside(documentId, hashes, atMs);
      if (heads) addCommit('changed', { documentId, heads, atMs });
    },
    restore: ({ documentId, changes, heads, atMs }: RestoredChanges): number => {
      damage.restore(documentId, changes, atMs);
      return addCommit('changed', { documentId, heads, atMs });
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
  };
}
