import { utf8ToBytes, sha256, type DocumentId } from '@nastavnik/core/kernel';
import { ProcessClient, type ProcessLimits } from './process-client.ts';
import type { Answer, Ask, RequestType } from './process/messages.ts';

const defaultLimits: ProcessLimits = {
  // A judgement of one batch takes milliseconds; beyond this the document is taken for poisoned.
  budgetMs: 2_000,
  // A process without documents holds some 130 MiB; the rest is left over from a busier hour.
  residentLimitBytes: 192 * 1_024 * 1_024,
};

export interface ProcessPool {
  ask<Type extends RequestType>(
    documentId: DocumentId,
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>>;
  readonly restarts: number;
  readonly pids: readonly number[];
  close(): void;
}

/** Starts a pool; `onRestart` tells which documents a process that ended had held. */
export type StartPool = (
  count: number,
  onRestart: (affects: (documentId: DocumentId) => boolean) => void,
) => ProcessPool;

/** Documents are spread over the processes by their id, so that each is always in one place. */
export function startProcessPool(
  count: number,
  onRestart: (affects: (documentId: DocumentId) => boolean) => void,
  limits: ProcessLimits = defaultLimits,
): ProcessPool {
  const placeOf = (documentId: DocumentId): number =>
    (sha256(utf8ToBytes(documentId))[0] ?? 0) % count;
  let restarts = 0;
  const clients = Array.from(
    { length: count },
    (_, place) =>
      new ProcessClient(limits, () => {
        restarts += 1;
        onRestart((documentId) => placeOf(documentId) === place);
      }),
  );
  return {
    ask: (documentId, type, ask) => {
      const client = clients[placeOf(documentId)];
      if (client === undefined) throw new TypeError('no document process');
      return client.ask(documentId, type, ask);
    },
    get restarts() {
      return restarts;
    },
    get pids() {
      return clients.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
    },
    close: () => {
      for (const client of clients) client.close();
    },
  };
}
