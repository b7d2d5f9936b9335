import type { Subscriber } from '../members/subscriber.ts';
import type { DocumentHistory } from '../syncing/document-history.ts';

export interface SyncTask {
  readonly type: 'sync';
  readonly subscriber: Subscriber;
  readonly data: Uint8Array;
  /** A stock client asks for a document it has not; an empty one is «unavailable» to it. */
  readonly isRequest: boolean;
}

export interface WorkTask {
  readonly type: 'work';
  readonly run: (history: DocumentHistory) => Promise<void> | void;
  /** Called instead when the document cannot be served any more. */
  readonly giveUp: () => void;
}

/** One thing to be done with a document, in its turn. */
export type RoomTask = SyncTask | WorkTask;

/** The sync messages at the head of the queue that can be judged together. */
export function leadingSyncs(tasks: readonly RoomTask[], limit: number): SyncTask[] {
  const leading: SyncTask[] = [];
  for (const task of tasks) {
    if (task.type !== 'sync' || leading.length === limit) break;
    leading.push(task);
  }
  return leading;
}
