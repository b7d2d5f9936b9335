import type * as A from '@automerge/automerge';
import type { SyncPeer } from './sync-peer.ts';

/** Two people and the document they share, over the protocol of automerge-repo. */
export interface AutomergePair {
  readonly documentId: string;
  /** Who writes; changes of one author are good for every document it may write. */
  readonly author: string;
  /** Who writes. Connects anew at each call. */
  writer(): Promise<SyncPeer>;
  /** Who reads. */
  reader(): Promise<SyncPeer>;
  /** The document before the first letter, authored as the relay demands. */
  startWriting(): A.Doc<unknown>;
  /** Frames in which this relay says what it keeps. */
  readonly acknowledgement: 'durable' | 'sync';
}
