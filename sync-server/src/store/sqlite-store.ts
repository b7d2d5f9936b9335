import { backup, type DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { deflateRaw } from 'node:zlib';
import type { SequencedEntry } from '@nastavnik/core/access';
import { auditTable } from '../relay/audit/audit-table.ts';
import type { AuditEvent } from '../relay/audit/audit-event.ts';
import { packing } from './chunks/packing.ts';
import { FreeSpace } from './file/free-space.ts';
import { GroupCommit } from './file/group-commit.ts';
import { openDatabase, type DatabaseOptions, type OpenedDatabase } from './file/open-database.ts';
import type { QuarantineItem, Store, StoredRefusal } from './store.ts';
import { chunkTables } from './tables/chunk-tables.ts';
import { claimTables } from './tables/claim-tables.ts';
import { damageTables } from './tables/damage-tables.ts';
import { documentTables } from './tables/document-tables.ts';
import { logTables } from './tables/log-tables.ts';
import { quarantineTables } from './tables/quarantine-tables.ts';
import { packTables } from './tables/pack-tables.ts';

const deflate = promisify(deflateRaw) as (text: string) => Promise<Uint8Array>;

/**
 * The embedded store: one SQLite file, WAL, each commit flushed before its promise resolves.
 * `:memory:` is the same store without a file. Throws AppError `store-locked`,
 * `store-newer-version`, `sqlite-too-old` and `store-setting-refused`.
 */
export const openSqliteStore = (path: string, options: DatabaseOptions = {}): Store =>
  storeOn(openDatabase(path, options));

/** The store on a database that is open already. */
export function storeOn({ db, disk, close }: OpenedDatabase): Store {
  const packs = packTables(db);
  const damage = damageTables(db);
  const chunks = chunkTables(db, packs, damage);
  const documents = documentTables(db, chunks, damage);
  // The order of commits is told only as far as it is on the disk.
  let syncedSeq = documents.lastSeq();
  const group = new GroupCommit(db, disk, () => {
    const seq = documents.lastSeq();
    return () => {
      syncedSeq = seq;
    };
  });
  const quarantined = quarantineTables(db);
  const claims = claimTables(db);
  const logs = logTables(db);
  const audit = auditTable(db);
  const packer = packing(packs, documents, (work) => group.run(work));
  const space = new FreeSpace(group, db);
  const later =
    <Arguments extends unknown[], Value>(work: (...given: Arguments) => Value) =>
    (...given: Arguments): Promise<Value> =>
      group.run(() => work(...given));
  return {
    announceDocument: later(documents.announce),
    commitChanges: later(documents.addChanges),
    document: documents.document,
    loadDocument: documents.load,
    knownHashes: chunks.known,
    history: chunks.history,
    changeBytes: chunks.bytes,
    saveSnapshot: async (documentId, { bytes, index, seq }) => {
      const deflated = await deflate(index);
      await group.run(() => chunks.saveSnapshot(documentId, bytes, deflated, seq));
    },
    packChanges: packer.pack,
    setAside: later(documents.setAside),
    restoreChanges: later(documents.restore),
    documentsChangedSince: documents.changedSince,
    commitsSince: (afterSeq, limit) =>
      documents.commitsSince(afterSeq, limit).filter(({ seq }) => seq <= syncedSeq),
    lastSeq: () => syncedSeq,
    dropDocument: later(documents.drop),
    quarantineDocument: later(quarantined.set),
    releaseDocument: later(quarantined.release),
    inspectDocument: quarantined.inspect,
    logIds: logs.logIds,
    appendEntry: later((entry: SequencedEntry, events: readonly AuditEvent[] = []) => {
      logs.append(entry);
      audit.append(events);
    }),
    entries: logs.entries,
    addAttestation: later(claims.addAttestation),
    attestations: claims.attestations,
    addRefusal: later((refusal: StoredRefusal) => {
      claims.addRefusal(refusal);
      audit.append([refusalEvent(refusal)]);
    }),
    refusals: claims.refusals,
    addQuarantine: later((item: QuarantineItem) => {
      claims.addQuarantine(item);
      audit.append([quarantineEvent(item)]);
    }),
    quarantine: claims.quarantine,
    quarantineItem: claims.quarantineItem,
    removeQuarantine: later((quarantineId: string, events: readonly AuditEvent[] = []) => {
      claims.removeQuarantine(quarantineId);
      audit.append(events);
    }),
    addCountersignature: later(claims.addCountersignature),
    countersignature: claims.countersignature,
    appendAudit: later(audit.append),
    audit: audit.read,
    auditHead: audit.head,
    cursor: logs.cursor,
    saveCursor: later(logs.saveCursor),
    counts: () => ({
      ...countRows(db),
      changes: chunks.count(),
      damagedChanges: damage.count(),
    }),
    isFull: () => space.isFull,
    onFull: (listener) => space.onChange(listener),
    lost: group.lost,
    backup: async (target) => {
      await backup(db, target);
    },
    close: async () => {
      space.stop();
      await packer.stop();
      await group.settled();
      close();
    },
  };
}

const refusalEvent = ({ documentId, code, kid, atMs, hashes }: StoredRefusal): AuditEvent => ({
  event: 'change-refused',
  atMs,
  kid,
  code,
  objects: [documentId, `${hashes.length}`],
});

const quarantineEvent = (item: QuarantineItem): AuditEvent => ({
  event: 'late-work-kept',
  atMs: item.receivedAtMs,
  kid: item.kid,
  personId: item.personId,
  objects: [item.documentId, item.quarantineId],
});

function countRows(db: DatabaseSync) {
  const count = (table: string): number =>
    Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'] ?? 0);
  return {
    documents: count("documents WHERE state = 'open'"),
    quarantinedDocuments: count("documents WHERE state = 'quarantined'"),
    logs: count('(SELECT DISTINCT logId FROM entries)'),
    refusals: count('refusals'),
  };
}
