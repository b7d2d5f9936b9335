import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { countersignatureSchema, type Countersignature } from '@nastavnik/core/access';
import type {
  ChangeHash,
  DocumentId,
  ErrorCode,
  KeyId,
  LogId,
  PersonId,
} from '@nastavnik/core/kernel';
import type { QuarantineItem, StoredAttestation, StoredRefusal } from '../store.ts';

const readHashes = (text: unknown): ChangeHash[] => String(text).split(',') as ChangeHash[];

function prepare(db: DatabaseSync) {
  return {
    addAttestation: db.prepare(
      `INSERT INTO attestations (documentId, kid, sig, hashes, receiptAtMs, receiptSig)
       VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    attestations: db.prepare('SELECT * FROM attestations WHERE documentId = ? ORDER BY rowid'),
    addRefusal: db.prepare(
      'INSERT INTO refusals (documentId, hashes, code, kid, atMs) VALUES (?, ?, ?, ?, ?)',
    ),
    refusals: db.prepare('SELECT * FROM refusals WHERE documentId = ? ORDER BY id'),
    addQuarantine: db.prepare(
      `INSERT INTO quarantine (quarantineId, logId, documentId, kind, kid, personId, receivedAtMs)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    addQuarantined: db.prepare(
      'INSERT INTO quarantinedChanges (quarantineId, place, hash, bytes) VALUES (?, ?, ?, ?)',
    ),
    quarantined: db.prepare(
      'SELECT hash, bytes FROM quarantinedChanges WHERE quarantineId = ? ORDER BY place',
    ),
    quarantine: db.prepare('SELECT * FROM quarantine WHERE logId = ? ORDER BY receivedAtMs'),
    quarantineItem: db.prepare('SELECT * FROM quarantine WHERE quarantineId = ?'),
    removeQuarantine: db.prepare('DELETE FROM quarantine WHERE quarantineId = ?'),
    addCountersignature: db.prepare(
      `INSERT INTO countersignatures (approvalHash, countersignature) VALUES (?, ?)
       ON CONFLICT DO NOTHING`,
    ),
    countersignature: db.prepare(
      'SELECT countersignature FROM countersignatures WHERE approvalHash = ?',
    ),
  };
}

/** Attestations with their receipts, refusals, and what waits for a curator. */
export function claimTables(db: DatabaseSync) {
  const sql = prepare(db);

  const readItem = (row: Record<string, SQLOutputValue>): QuarantineItem => {
    const quarantineId = String(row['quarantineId']);
    const changes = sql.quarantined.all(quarantineId);
    return {
      quarantineId,
      logId: row['logId'] as LogId,
      documentId: row['documentId'] as DocumentId,
      kind: String(row['kind']),
      kid: row['kid'] as KeyId,
      personId: row['personId'] as PersonId,
      receivedAtMs: Number(row['receivedAtMs']),
      hashes: changes.map((change) => change['hash'] as ChangeHash),
      changes: changes.map((change) => change['bytes'] as Uint8Array),
    };
  };

  const countersignature = (approvalHash: string): Countersignature | undefined => {
    const row = sql.countersignature.get(approvalHash);
    if (row === undefined) return undefined;
    return countersignatureSchema.parse(JSON.parse(String(row['countersignature'])));
  };

  return {
    countersignature,
    addCountersignature: (given: Countersignature): Countersignature => {
      sql.addCountersignature.run(given.approvalHash, JSON.stringify(given));
      return countersignature(given.approvalHash) ?? given;
    },
    addAttestation: ({ documentId, kid, sig, hashes, receipt }: StoredAttestation): void => {
      const text = hashes.join(',');
      sql.addAttestation.run(documentId, kid, sig, text, receipt.atMs, receipt.sig);
    },
    attestations: (documentId: DocumentId): StoredAttestation[] =>
      sql.attestations.all(documentId).map((row) => ({
        documentId,
        kid: row['kid'] as KeyId,
        sig: String(row['sig']),
        hashes: readHashes(row['hashes']),
        receipt: { atMs: Number(row['receiptAtMs']), sig: String(row['receiptSig']) },
      })),
    addRefusal: ({ documentId, hashes, code, kid, atMs }: StoredRefusal): void => {
      sql.addRefusal.run(documentId, hashes.join(','), code, kid, atMs);
    },
    refusals: (documentId: DocumentId): StoredRefusal[] =>
      sql.refusals.all(documentId).map((row) => ({
        documentId,
        hashes: readHashes(row['hashes']),
        code: row['code'] as ErrorCode,
        kid: row['kid'] as KeyId,
        atMs: Number(row['atMs']),
      })),
    addQuarantine: (item: QuarantineItem): void => {
      const { quarantineId, logId, documentId, kind, kid, personId, receivedAtMs } = item;
      sql.addQuarantine.run(quarantineId, logId, documentId, kind, kid, personId, receivedAtMs);
      for (const [place, bytes] of item.changes.entries()) {
        sql.addQuarantined.run(quarantineId, place, item.hashes[place] ?? '', bytes);
      }
    },
    quarantine: (logId: LogId): QuarantineItem[] => sql.quarantine.all(logId).map(readItem),
    quarantineItem: (quarantineId: string): QuarantineItem | undefined => {
      const row = sql.quarantineItem.get(quarantineId);
      return row === undefined ? undefined : readItem(row);
    },
    removeQuarantine: (quarantineId: string): void => {
      sql.removeQuarantine.run(quarantineId);
    },
  };
}
