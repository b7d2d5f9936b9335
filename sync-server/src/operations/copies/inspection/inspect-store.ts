import { appendEntries } from '@nastavnik/core/access';
import { contentHash } from '@nastavnik/core/kernel';
import { schemaSteps } from '../../../store/file/schema.ts';
import type { Finding } from '../finding.ts';
import { checkDocument } from './check-document.ts';
import type { ReadOnlyStore, StoredDocument } from './read-only-store.ts';

export interface StoreCounts {
  readonly documents: number;
  readonly changes: number;
  readonly logs: number;
  readonly entries: number;
}

/** What a store was found to be. */
export interface StoreInspection {
  readonly schemaVersion: number;
  readonly counts: StoreCounts;
  /** One name for the heads of all documents and the ends of all logs. */
  readonly headsDigest: string;
  readonly checked: {
    readonly documents: number;
    readonly chunks: number;
    readonly entries: number;
  };
  readonly findings: readonly Finding[];
}

export interface InspectionScope {
  /** How many documents have their heads recomputed; all of them without it. */
  readonly sample?: number;
}

export function countStore(store: ReadOnlyStore): StoreCounts {
  return {
    documents: store.number("SELECT count(*) FROM documents WHERE state <> 'dropped'"),
    changes: store.changes(),
    logs: store.number('SELECT count(DISTINCT logId) FROM entries'),
    entries: store.number('SELECT count(*) FROM entries'),
  };
}

export function digestHeads(store: ReadOnlyStore): string {
  const documents = store
    .documents()
    .map(({ documentId, state, heads }) => [documentId, state, heads.join()]);
  const logs = store.logIds().map((logId) => {
    const entries = store.entries(logId);
    const last = entries.at(-1) as { envelope?: unknown } | undefined;
    return [logId, entries.length, contentHash(last?.envelope ?? null)];
  });
  return contentHash({ documents, logs });
}

function checkDatabase(store: ReadOnlyStore, isFull: boolean): Finding[] {
  const pragma = isFull ? 'integrity_check' : 'quick_check';
  const rows = store.db.prepare(`PRAGMA ${pragma}(100)`).all();
  const wrong = rows.filter((row) => Object.values(row)[0] !== 'ok');
  return wrong.length === 0
    ? []
    : [{ code: 'database-damaged', subject: 'relay.sqlite', count: wrong.length }];
}

function checkOrphans(store: ReadOnlyStore): Finding[] {
  const count = store.number(
    `SELECT count(*) FROM changes LEFT JOIN documents USING (documentId)
     WHERE documents.documentId IS NULL OR documents.state = 'dropped'`,
  );
  return count === 0 ? [] : [{ code: 'orphan-changes', subject: 'relay.sqlite', count }];
}

async function checkLogs(store: ReadOnlyStore): Promise<{ entries: number; findings: Finding[] }> {
  const findings: Finding[] = [];
  let entries = 0;
  for (const logId of store.logIds()) {
    const stored = store.entries(logId);
    const { appended } = await appendEntries(undefined, stored);
    entries += appended;
    if (appended === stored.length) continue;
    findings.push({ code: 'log-broken', subject: logId, count: stored.length - appended });
  }
  return { entries, findings };
}

/** Every n-th document, so that the sample is spread over the ids. */
const sampleOf = (documents: readonly StoredDocument[], size: number): StoredDocument[] => {
  const step = Math.max(1, Math.ceil(documents.length / size));
  return documents.filter((_, place) => place % step === 0);
};

/**
 * Reads a store through: the file's own integrity, every chunk, the heads anew from the chunks,
 * every membership chain.
 */
export async function inspectStore(
  store: ReadOnlyStore,
  { sample }: InspectionScope = {},
): Promise<StoreInspection> {
  const { schemaVersion } = store;
  const findings: Finding[] = checkDatabase(store, sample === undefined);
  if (schemaVersion > schemaSteps.length) {
    findings.push({ code: 'schema-newer', subject: String(schemaVersion) });
  }
  findings.push(...checkOrphans(store));
  const all = store.documents();
  const documents = sample === undefined ? all : sampleOf(all, sample);
  let chunks = 0;
  for (const document of documents) {
    const checked = checkDocument(store, document);
    chunks += checked.chunks;
    findings.push(...checked.findings);
  }
  const logs = await checkLogs(store);
  findings.push(...logs.findings);
  return {
    schemaVersion,
    counts: countStore(store),
    headsDigest: digestHeads(store),
    checked: { documents: documents.length, chunks, entries: logs.entries },
    findings,
  };
}
