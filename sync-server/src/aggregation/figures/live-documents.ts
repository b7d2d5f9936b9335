import type { MembershipState } from '@nastavnik/core/access';
import type { DocumentId, LogId } from '@nastavnik/core/kernel';
import type { ReportStore } from '../tables/report-store.ts';

/** Documents with rows and their logs; one that was dropped counts no more, at once. */
export function liveDocuments(
  store: ReportStore,
  logs: ReadonlyMap<LogId, MembershipState>,
): ReadonlyMap<string, LogId> {
  const live = store.rows('documents').flatMap(({ documentId, logId }): [string, LogId][] => {
    const state = logs.get(logId as LogId);
    const announced = state?.documents.get(documentId as DocumentId);
    const isLive = announced !== undefined && announced.droppedAtSeq === undefined;
    return isLive ? [[documentId, logId as LogId]] : [];
  });
  return new Map(live);
}
