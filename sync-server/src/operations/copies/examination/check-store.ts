import { verifyChain } from '../../../relay/audit/audit-chain.ts';
import { auditTable } from '../../../relay/audit/audit-table.ts';
import type { AuditRecord } from '../../../relay/audit/audit-event.ts';
import { isSafeVersion } from '../../../store/file/open-database.ts';
import { schemaSteps } from '../../../store/file/schema.ts';
import { isWarning } from '../finding.ts';
import { inspectStore } from '../inspection/inspect-store.ts';
import { openReadOnlyStore, type ReadOnlyStore } from '../inspection/read-only-store.ts';
import { check, failedCheck, type Check } from './check.ts';

/** Without `--full`: enough to notice a sick disk, quick on a large store. */
const sampledDocuments = 50;
const auditPage = 1_000;

function checkVersion({ db }: ReadOnlyStore): Check {
  const version = String(db.prepare('SELECT sqlite_version() AS v').get()?.['v']);
  return check('sqlite', isSafeVersion(version) ? 'ok' : 'failure', version);
}

function checkJournal({ db }: ReadOnlyStore): Check {
  const mode = String(db.prepare('PRAGMA journal_mode').get()?.['journal_mode']);
  return check('journal', mode === 'wal' ? 'ok' : 'failure', mode);
}

function checkSchema({ schemaVersion }: ReadOnlyStore): Check {
  const current = schemaSteps.length;
  const level = schemaVersion > current ? 'failure' : schemaVersion < current ? 'warning' : 'ok';
  return check('schema', level, `${schemaVersion}/${current}`);
}

async function checkContent(store: ReadOnlyStore, isFull: boolean): Promise<Check> {
  const inspected = await inspectStore(store, isFull ? {} : { sample: sampledDocuments });
  const { findings, checked, counts } = inspected;
  const level = findings.length === 0 ? 'ok' : findings.every(isWarning) ? 'warning' : 'failure';
  const value = `${checked.documents}/${counts.documents} · ${checked.chunks}/${counts.changes} · ${checked.entries}/${counts.entries}`;
  return { ...check('content', level, value), findings };
}

function* auditRecords(table: ReturnType<typeof auditTable>): Generator<AuditRecord> {
  for (let from = 1; ;) {
    const page = table.read(from, auditPage);
    yield* page;
    if (page.length < auditPage) return;
    from = (page.at(-1)?.seq ?? from) + 1;
  }
}

function checkAudit({ db }: ReadOnlyStore): Check[] {
  const has = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit'");
  if (has.get() === undefined) return [];
  const verdict = verifyChain(auditRecords(auditTable(db)));
  return [
    verdict.ok ? check('audit', 'ok', verdict.head.seq) : check('audit', 'failure', verdict.seq),
  ];
}

/** Looks at the relay's file beside the running relay, or without one. */
export async function checkStore(path: string, isFull: boolean): Promise<Check[]> {
  let store: ReadOnlyStore | undefined;
  try {
    store = openReadOnlyStore(path);
    return [
      checkVersion(store),
      checkJournal(store),
      checkSchema(store),
      await checkContent(store, isFull),
      ...checkAudit(store),
    ];
  } catch (error) {
    return [failedCheck('content', error)];
  } finally {
    store?.close();
  }
}
