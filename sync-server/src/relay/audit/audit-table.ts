import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { ErrorCode, KeyId, PersonId } from '@nastavnik/core/kernel';
import { z } from 'zod';
import { auditStart, chainEvent, type AuditHead } from './audit-chain.ts';
import type { AuditEvent, AuditEventCode, AuditRecord } from './audit-event.ts';

const objectsSchema = z.array(z.string());

const optional = <Key extends string, Value>(key: Key, value: SQLOutputValue | undefined) =>
  (value === null || value === undefined ? {} : { [key]: value }) as { [Name in Key]?: Value };

const readRecord = (row: Record<string, SQLOutputValue>): AuditRecord => ({
  seq: Number(row['seq']),
  event: row['event'] as AuditEventCode,
  atMs: Number(row['atMs']),
  ...optional<'kid', KeyId>('kid', row['kid']),
  ...optional<'personId', PersonId>('personId', row['personId']),
  ...optional<'code', ErrorCode>('code', row['code']),
  ...optional<'times', number>('times', row['times']),
  objects: objectsSchema.parse(JSON.parse(String(row['objects']))),
  prevHash: String(row['prevHash']),
  hash: String(row['hash']),
});

/** The rows of the trail. Writes run inside a transaction; the file itself refuses to change them. */
export function auditTable(db: DatabaseSync) {
  const last = db.prepare('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const read = db.prepare('SELECT * FROM audit WHERE seq >= ? ORDER BY seq LIMIT ?');
  const insert = db.prepare(
    `INSERT INTO audit (seq, event, atMs, kid, personId, code, times, objects, prevHash, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const head = (): AuditHead => {
    const row = last.get();
    return row === undefined ? auditStart : { seq: Number(row['seq']), hash: String(row['hash']) };
  };
  return {
    head,
    append: (events: readonly AuditEvent[]): void => {
      for (const event of events) {
        const { seq, kid, personId, code, times, objects, ...rest } = chainEvent(head(), event);
        const who = [kid ?? null, personId ?? null, code ?? null, times ?? null] as const;
        const { atMs, prevHash, hash } = rest;
        insert.run(seq, rest.event, atMs, ...who, JSON.stringify(objects), prevHash, hash);
      }
    },
    read: (fromSeq: number, limit: number): AuditRecord[] =>
      read.all(fromSeq, limit).map(readRecord),
  };
}
