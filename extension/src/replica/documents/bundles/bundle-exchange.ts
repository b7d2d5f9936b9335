import type { DocumentId, ErrorCode, LogId, Refusal, Result } from '@nastavnik/core/kernel';
import type { BundleSources } from './bundle-sources.ts';
import { exportBundle } from './export-bundle.ts';
import { importBundle } from './import-bundle.ts';

/** Whose changes a file carries: a whole organisation's, or those of one document's people. */
export interface BundleScope {
  readonly logId: LogId;
  /** A document of the pair: everything of the same people goes with it. */
  readonly pairId?: DocumentId;
}

/** What became of a file of changes, in changes. */
export interface ImportReport {
  readonly documents: number;
  readonly taken: number;
  readonly known: number;
  readonly refused: number;
  /** Stands on what was refused, or belongs to a document this person does not have. */
  readonly waiting: number;
  /** The first reason why something was not taken. */
  readonly code?: ErrorCode;
}

/** Changes as signed files, carried by hand. */
export interface BundleExchange {
  /** `document-unavailable` where there is nothing to carry, `bundle-too-large` beyond the limits. */
  write(scope: BundleScope): Promise<Result<Uint8Array, Refusal>>;
  /** Judged as a relay would judge it; refused whole when it is damaged or from elsewhere. */
  take(bytes: Uint8Array): Promise<Result<ImportReport, Refusal>>;
}

/** Files of changes of one person's copy; one is taken in at a time. */
export function bundleExchange(sources: BundleSources): BundleExchange {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    write: (scope) => exportBundle(sources, scope),
    take: (bytes) => {
      const next = turn.then(() => importBundle(sources, bytes));
      turn = next.catch(() => undefined);
      return next;
    },
  };
}
