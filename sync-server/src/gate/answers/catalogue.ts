import { decide, type Principal } from '@nastavnik/core/access';
import { limits, type ServerFrameOf } from '@nastavnik/core/protocol';
import type { SessionServices } from '../session-services.ts';

const epochFactor = 2 ** 32;

/** The documents a person may read that were announced or changed after a cursor. */
export function catalogueAfter(
  cursor: number,
  principal: Principal,
  { store, logs, catalogueEpoch }: SessionServices,
): ServerFrameOf<'catalogue'> {
  const isOurs = Math.floor(cursor / epochFactor) === catalogueEpoch;
  let seq = isOurs ? cursor % epochFactor : 0;
  const entries: ServerFrameOf<'catalogue'>['entries'] = [];
  const limit = limits.maxCatalogueEntriesPerFrame;
  for (;;) {
    const rows = store.documentsChangedSince(seq, limit);
    for (const row of rows) {
      if (entries.length === limit) return answer(true);
      seq = row.seq;
      const document = logs.record(row.documentId);
      if (row.state !== 'open' || document === undefined) continue;
      if (!decide({ principal, document, operation: 'read' }).allow) continue;
      const { documentId, kind, logId, heads } = row;
      entries.push({ documentId, kind, logId, heads: [...heads], seq: row.seq });
    }
    if (rows.length < limit) return answer(false);
  }

  function answer(more: boolean): ServerFrameOf<'catalogue'> {
    const next = catalogueEpoch * epochFactor + seq;
    return { type: 'catalogue', entries, cursor: next, more };
  }
}
