import type { DocumentId, LogId, Refusal } from '@nastavnik/core/kernel';

/** What the contexts of one profile tell each other. Content never travels here: it is stored. */
export type ProfileMessage =
  /** These chunks are in the database; whoever has the document open reads them. */
  | {
      readonly type: 'written';
      readonly documentId: DocumentId;
      readonly keys: readonly (readonly string[])[];
    }
  /** The document's history was rewritten: drop it and open it again. */
  | { readonly type: 'rewritten'; readonly documentId: DocumentId; readonly epoch: number }
  /** Outbox rows, drafts or how far the relay came with documents have changed. */
  | { readonly type: 'outbox'; readonly documentIds: readonly DocumentId[] }
  | { readonly type: 'membership'; readonly logIds: readonly LogId[] }
  | { readonly type: 'submissions' }
  | { readonly type: 'damaged'; readonly documentId: DocumentId }
  /** A screen has this document open: the leader follows it. */
  | { readonly type: 'interest'; readonly documentId: DocumentId }
  /** A context has begun to lead: everyone names the documents they have open. */
  | { readonly type: 'roll-call' }
  /** The leader's connection, sent on change and when asked. */
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'who-leads' }
  /** What waits for a curator at the relay has changed. */
  | { readonly type: 'quarantine' }
  /** A question only the connected context can answer. */
  | { readonly type: 'ask'; readonly askId: string; readonly question: LeaderQuestion }
  | { readonly type: 'answer'; readonly askId: string; readonly answer: LeaderAnswer }
  /** The profile was erased on this computer. */
  | { readonly type: 'wiped' };

export interface ConnectionState {
  readonly state: 'none' | 'offline' | 'connecting' | 'online' | 'stopped';
  readonly reason?: Refusal;
  /** What the relay cannot do now, though it is connected. */
  readonly notice?: Refusal;
  readonly lastContactMs?: number;
  readonly nextTryMs?: number;
  readonly clockSkewMs?: number;
}

export type LeaderQuestion =
  | { readonly type: 'ticket' }
  | { readonly type: 'quarantine'; readonly logId: LogId }
  | {
      readonly type: 'quarantine-decision';
      readonly quarantineId: string;
      readonly decision: 'accept' | 'discard';
      readonly from?: number;
    };

export type LeaderAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: Refusal };

/** The part of BroadcastChannel that is used, so that tests may hold the doorbell. */
export interface ProfileChannel {
  post(message: ProfileMessage): void;
  listen(listener: (message: ProfileMessage) => void): () => void;
  close(): void;
}

/** Opens the channel of one profile. Only pages of this extension can post to it. */
export function openProfileChannel(profileId: string): ProfileChannel {
  const channel = new BroadcastChannel(`nastavnik-${profileId}`);
  const listeners = new Set<(message: ProfileMessage) => void>();
  channel.onmessage = (event: MessageEvent<ProfileMessage>) => {
    for (const listener of listeners) listener(event.data);
  };
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      listeners.clear();
      channel.close();
    },
  };
}
