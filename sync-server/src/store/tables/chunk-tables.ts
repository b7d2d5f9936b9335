import { hash as digestOf } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { inflateRawSync } from 'node:zlib';
import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import { chunkHash } from '../chunks/chunk-hash.ts';
import { unpack, type NamedChunk } from '../chunks/pack.ts';
import { usableChanges } from '../chunks/usable-changes.ts';
import type { ChangeHistory, LoadedDocument, Snapshot, StoredChange } from '../store.ts';
import type { damageTables } from './damage-tables.ts';
import type { packTables } from './pack-tables.ts';

const maxIndexBytes = 256 * 1_024 * 1_024;

const digest = (bytes: Uint8Array, index: Uint8Array, seq: number): string =>
  digestOf('sha256', Buffer.concat([bytes, index, Buffer.from(String(seq))]));

function prepare(db: DatabaseSync) {
  return {
    insert: db.prepare(
      `INSERT INTO changes (documentId, hash, bytes, author, actor, seq, commitSeq, place)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    after: db.prepare(
      `SELECT hash, bytes FROM changes
       WHERE documentId = ? AND commitSeq > ? ORDER BY commitSeq, place`,
    ),
    one: db.prepare('SELECT bytes FROM changes WHERE documentId = ? AND hash = ?'),
    known: db.prepare('SELECT 1 FROM changes WHERE documentId = ? AND hash = ?'),
    snapshot: db.prepare('SELECT * FROM snapshots WHERE documentId = ?'),
    saveSnapshot: db.prepare(
      `INSERT INTO snapshots (documentId, bytes, gateIndex, seq, digest) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (documentId) DO UPDATE SET bytes = excluded.bytes,
         gateIndex = excluded.gateIndex, seq = excluded.seq, digest = excluded.digest`,
    ),
    count: db.prepare('SELECT count(*) AS n FROM changes'),
  };
}

interface FoundSnapshot {
  readonly snapshot?: Snapshot;
  readonly isSnapshotDamaged: boolean;
}

/** Changes and snapshots: each is verified alone before anybody gets it. */
export function chunkTables(
  db: DatabaseSync,
  packs: ReturnType<typeof packTables>,
  damage: ReturnType<typeof damageTables>,
) {
  const sql = prepare(db);

  const findSnapshot = (documentId: DocumentId): FoundSnapshot => {
    const row = sql.snapshot.get(documentId);
    if (row === undefined) return { isSnapshotDamaged: false };
    const bytes = row['bytes'] as Uint8Array;
    const index = row['gateIndex'] as Uint8Array;
    const seq = Number(row['seq']);
    if (digest(bytes, index, seq) !== row['digest']) return { isSnapshotDamaged: true };
    const text = inflateRawSync(index, { maxOutputLength: maxIndexBytes }).toString();
    return { snapshot: { bytes, index: text, seq }, isSnapshotDamaged: false };
  };

  /** Whole chunks after the snapshot, or all of them, and the names of damaged ones. */
  const readChunks = (documentId: DocumentId, afterSeq: number) => {
    const whole = new Map<ChangeHash, NamedChunk>();
    const damaged = new Set<ChangeHash>();
    for (const pack of afterSeq < 0 ? packs.packs(documentId) : []) {
      const read = unpack(pack);
      for (const chunk of read.whole) whole.set(chunk.hash, chunk);
      for (const hash of read.damaged) damaged.add(hash);
    }
    for (const row of sql.after.all(documentId, afterSeq)) {
      const hash = row['hash'] as ChangeHash;
      const bytes = row['bytes'] as Uint8Array;
      if (whole.has(hash)) continue;
      if (chunkHash(bytes) === hash) whole.set(hash, { hash, bytes });
      else damaged.add(hash);
    }
    for (const hash of whole.keys()) damaged.delete(hash);
    return { whole: [...whole.values()], damaged };
  };

  const load = (documentId: DocumentId): Omit<LoadedDocument, 'row'> => {
    const found = findSnapshot(documentId);
    const afterSeq = found.snapshot?.seq ?? -1;
    const { whole, damaged } = readChunks(documentId, afterSeq);
    const before = damage.missing(documentId, afterSeq);
    const missing = [...new Set([...before, ...damaged])];
    // Commit order is the order of dependencies, unless a change was put back later.
    const isInOrder = missing.length === 0 && !damage.isTouched(documentId);
    const { usable, waiting } = isInOrder
      ? { usable: whole.map(({ bytes }) => bytes), waiting: [] }
      : usableChanges(whole, missing);
    const newlyDamaged = [...damaged].filter((hash) => !before.includes(hash));
    return { ...found, changes: usable, damaged: newlyDamaged, missing, waiting };
  };

  return {
    load,
    history: (documentId: DocumentId): ChangeHistory => {
      const { whole, damaged } = readChunks(documentId, -1);
      const named = new Set([...damaged, ...damage.missing(documentId, -1)]);
      return { changes: whole, damaged: [...named] };
    },
    bytes: (documentId: DocumentId, hashes: readonly ChangeHash[]): Uint8Array[] => {
      const found = new Map<ChangeHash, Uint8Array>();
      for (const hash of hashes) {
        const row = sql.one.get(documentId, hash);
        if (row) found.set(hash, row['bytes'] as Uint8Array);
      }
      const packed = found.size < hashes.length ? packs.packs(documentId) : [];
      for (const { hash, bytes } of packed.flatMap((each) => unpack(each).whole)) {
        found.set(hash, bytes);
      }
      return hashes.flatMap((hash) => found.get(hash) ?? []);
    },
    insert: (documentId: DocumentId, change: StoredChange, commitSeq: number, place: number) => {
      const { hash, bytes, author = null, actor, seq } = change;
      sql.insert.run(documentId, hash, bytes, author, actor, seq, commitSeq, place);
    },
    known: (documentId: DocumentId, hashes: readonly ChangeHash[]): ChangeHash[] => {
      const isLoose = (hash: ChangeHash) => sql.known.get(documentId, hash) !== undefined;
      const loose = new Set(hashes.filter(isLoose));
      if (loose.size === hashes.length) return [...hashes];
      const packed = packs.hashes(documentId);
      return hashes.filter((hash) => loose.has(hash) || packed.has(hash));
    },
    /** `index` comes deflated. */
    saveSnapshot: (documentId: DocumentId, bytes: Uint8Array, index: Uint8Array, seq: number) => {
      sql.saveSnapshot.run(documentId, bytes, index, seq, digest(bytes, index, seq));
    },
    count: (): number => Number(sql.count.get()?.['n'] ?? 0) + packs.count(),
  };
}
