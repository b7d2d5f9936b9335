import type { DatabaseSync } from 'node:sqlite';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { packedHashes, type NamedChunk, type Pack } from '../chunks/pack.ts';

/** A pack with its place; until it is proved its sources are there too. */
export interface StoredPack extends Pack {
  readonly packNo: number;
}

/** Old changes in packs, and the way of loose ones into them. */
export function packTables(db: DatabaseSync) {
  const packs = db.prepare(
    'SELECT packNo, hashes, bytes FROM packs WHERE documentId = ? ORDER BY packNo',
  );
  const hashes = db.prepare('SELECT hashes FROM packs WHERE documentId = ?');
  const unproved = db.prepare(
    'SELECT packNo, hashes, bytes FROM packs WHERE documentId = ? AND isProved = 0',
  );
  const loose = db.prepare(
    `SELECT hash, bytes FROM changes
     WHERE documentId = ? AND commitSeq <= (SELECT seq FROM snapshots WHERE documentId = ?)
     ORDER BY commitSeq, place LIMIT ?`,
  );
  const add = db.prepare(
    `INSERT INTO packs (documentId, packNo, hashes, bytes, isProved)
     SELECT documentId, (SELECT coalesce(max(packNo), 0) + 1 FROM packs WHERE documentId = ?), ?, ?, 0
     FROM documents WHERE documentId = ? AND state <> 'dropped'`,
  );
  const prove = db.prepare(
    'UPDATE packs SET isProved = 1 WHERE documentId = ? AND packNo = ? AND isProved = 0',
  );
  const discard = db.prepare(
    'DELETE FROM packs WHERE documentId = ? AND packNo = ? AND isProved = 0',
  );
  const removeLoose = db.prepare('DELETE FROM changes WHERE documentId = ? AND hash = ?');
  const count = db.prepare(
    'SELECT coalesce(sum(length(hashes)), 0) / 32 AS n FROM packs WHERE isProved = 1',
  );
  const read = (row: Record<string, unknown>): StoredPack => ({
    packNo: Number(row['packNo']),
    hashes: row['hashes'] as Uint8Array,
    bytes: row['bytes'] as Uint8Array,
  });
  return {
    packs: (documentId: DocumentId): StoredPack[] => packs.all(documentId).map(read),
    hashes: (documentId: DocumentId): Set<ChangeHash> =>
      new Set(hashes.all(documentId).flatMap((row) => packedHashes(row['hashes'] as Uint8Array))),
    unproved: (documentId: DocumentId): StoredPack | undefined => {
      const row = unproved.get(documentId);
      return row === undefined ? undefined : read(row);
    },
    /** The oldest loose changes that the snapshot covers. */
    covered: (documentId: DocumentId, limit: number): NamedChunk[] =>
      loose.all(documentId, documentId, limit).map((row) => ({
        hash: row['hash'] as ChangeHash,
        bytes: row['bytes'] as Uint8Array,
      })),
    add: (documentId: DocumentId, pack: Pack): void => {
      add.run(documentId, pack.hashes, pack.bytes, documentId);
    },
    /** The pack was read back whole: from now on it stands for its sources. */
    prove: (documentId: DocumentId, { packNo, hashes: packed }: StoredPack): void => {
      if (Number(prove.run(documentId, packNo).changes) === 0) return;
      for (const hash of packedHashes(packed)) removeLoose.run(documentId, hash);
    },
    /** The pack could not be read back; its sources are all there. */
    discard: (documentId: DocumentId, { packNo }: StoredPack): void => {
      discard.run(documentId, packNo);
    },
    count: (): number => Number(count.get()?.['n'] ?? 0),
  };
}
