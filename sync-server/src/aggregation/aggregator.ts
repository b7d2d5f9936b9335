import type { MembershipState } from '@nastavnik/core/access';
import {
  AppError,
  contentHash,
  type Clock,
  type DocumentId,
  type LogId,
} from '@nastavnik/core/kernel';
import { aggregationConsumer, type Feed } from '../feed/feed.ts';
import type { Logger } from '../relay/relay.ts';
import type { DocumentRow } from '../store/store.ts';
import { isCounted, projectRows } from './projection/project-rows.ts';
import type { ReportStore } from './tables/report-store.ts';

/** What aggregation is allowed: to hear of commits and to see a document's report, nothing more. */
export interface AggregatorOptions {
  readonly feed: Feed;
  readonly reports: ReportStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Documents whose seq is above `afterSeq`, by seq, dropped ones included. */
  documentsChangedSince(afterSeq: number, limit: number): readonly DocumentRow[];
  lastSeq(): number;
  /** The whitelisted report of a document; undefined where its kind has none. */
  project(documentId: DocumentId): Promise<unknown>;
  logs(): ReadonlyMap<LogId, MembershipState>;
}

export interface Aggregator {
  /** Commits that have not been passed. */
  behind(): number;
  /** Resolves when everything committed before the call has been passed; throws if it cannot. */
  settled(): Promise<void>;
  /** Stops listening and waits for the projection in hand. */
  close(): Promise<void>;
}

const batch = 200;

async function projectDocument(options: AggregatorOptions, row: DocumentRow): Promise<void> {
  const { reports, logger } = options;
  const { documentId, kind, logId, heads, state } = row;
  if (!isCounted(kind)) return;
  if (state === 'dropped') {
    reports.remove(documentId);
    return;
  }
  try {
    const report = await options.project(documentId);
    const rows = await projectRows({ documentId, kind, report, logs: options.logs(), logId });
    if (rows === undefined) return;
    reports.replace(
      { documentId, kind: rows.kind, logId, headsDigest: contentHash(heads) },
      rows.rows,
    );
  } catch (error) {
    // One document that cannot be read must not hold up the others: its rows stay as they were.
    logger.warn({ documentId, kind, seq: row.seq, error }, 'projection failed');
  }
}

/**
 * Starts at the persisted cursor. A store that was put back from a copy may stand elsewhere than
 * the tables say, so the first pass also looks at every document whose heads differ.
 */
async function sweep(options: AggregatorOptions): Promise<void> {
  const { reports } = options;
  const projected = new Map(
    reports.rows('documents').map(({ documentId, headsDigest }) => [documentId, headsDigest]),
  );
  const known = new Set<string>();
  for (let seq = 0; ;) {
    const rows = options.documentsChangedSince(seq, batch);
    if (rows.length === 0) break;
    for (const row of rows) {
      seq = Math.max(seq, row.seq);
      known.add(row.documentId);
      const isSame = projected.get(row.documentId) === contentHash(row.heads);
      if (row.state === 'dropped' || !isSame) await projectDocument(options, row);
    }
  }
  for (const documentId of projected.keys()) {
    if (!known.has(documentId)) reports.remove(documentId);
  }
}

/** Follows the feed and keeps the reporting tables; each changed document is projected once. */
export function startAggregator(options: AggregatorOptions): Aggregator {
  const { feed, reports, clock, logger } = options;
  let isClosed = false;
  let isSwept = false;
  let running: Promise<void> | undefined;
  let failure: unknown;
  const pass = async (): Promise<void> => {
    if (!isSwept) {
      const upTo = options.lastSeq();
      await sweep(options);
      isSwept = true;
      reports.saveProgress(upTo, clock.nowMs());
      await feed.passed(aggregationConsumer, upTo);
    }
    while (!isClosed) {
      const { seq: from } = reports.progress();
      const upTo = options.lastSeq();
      if (from >= upTo) return;
      const rows = options.documentsChangedSince(from, batch);
      for (const row of rows) await projectDocument(options, row);
      const seq = rows.length < batch ? upTo : (rows.at(-1)?.seq ?? upTo);
      reports.saveProgress(seq, clock.nowMs());
      await feed.passed(aggregationConsumer, seq);
    }
  };
  const run = (): Promise<void> => {
    running ??= pass()
      .catch((error: unknown) => {
        failure = error;
        logger.error({ error }, 'aggregation failed');
      })
      .finally(() => {
        running = undefined;
      });
    return running;
  };
  const silence = feed.onCommit(() => {
    if (!isClosed) void run();
  });
  void run();
  const behind = (): number => Math.max(0, options.lastSeq() - reports.progress().seq);
  return {
    behind,
    settled: async () => {
      const upTo = options.lastSeq();
      failure = undefined;
      while (!isClosed && (!isSwept || reports.progress().seq < upTo)) {
        await run();
        if (failure !== undefined) throw new AppError('internal', {}, failure);
      }
    },
    close: async () => {
      isClosed = true;
      silence();
      await running;
    },
  };
}
