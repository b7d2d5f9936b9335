import type { RelayUnderTest } from './relay-under-test.ts';
import type { SyncPeer } from './sync-peer.ts';
import type * as A from '@automerge/automerge';

/** Two people and the programme they share. */
export interface BenchPair {
  readonly documentId: string;
  /** Who writes. Connects anew at each call. */
  writer(): Promise<SyncPeer>;
  /** Who reads. */
  reader(): Promise<SyncPeer>;
  /** The document before the first edit, authored as the relay demands. */
  startWriting(): A.Doc<unknown>;
}

/** A relay with people in it: how each side of the comparison brings its own. */
export interface Population {
  readonly relay: RelayUnderTest;
  readonly pairs: readonly BenchPair[];
  /** Heads that a frame or a sync message confirms, as this relay confirms them. */
  readonly acknowledgement: 'durable' | 'sync';
}

/** Starts a relay with `pairs` pairs of people on an empty data folder. */
export type StartPopulation = (pairs: number) => Promise<Population>;
