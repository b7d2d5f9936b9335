import type { Commit, Store } from '../store/store.ts';
import type { Feed } from './feed.ts';

/** The feed of one store, with the bell that the relay rings. */
export interface RelayFeed extends Feed {
  /** Rings the bell for everything committed since the last time. */
  announce(): void;
  onPassed(listener: (consumer: string, fromSeq: number, toSeq: number) => void): void;
}

const batch = 500;

export function createFeed(store: Store): RelayFeed {
  const listeners = new Set<(commit: Commit) => void>();
  const passedListeners = new Set<(consumer: string, from: number, to: number) => void>();
  let announced = store.lastSeq();
  return {
    read: (afterSeq, limit) => store.commitsSince(afterSeq, limit),
    onCommit: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    cursor: (consumer) => store.cursor(consumer),
    passed: async (consumer, seq) => {
      const before = store.cursor(consumer);
      if (seq <= before) return;
      await store.saveCursor(consumer, seq);
      for (const listener of passedListeners) listener(consumer, before, seq);
    },
    onPassed: (listener) => void passedListeners.add(listener),
    announce: () => {
      // Commits of one flush are announced by the first of them.
      while (store.lastSeq() > announced) {
        const commits = store.commitsSince(announced, batch);
        for (const commit of commits) {
          announced = commit.seq;
          for (const listener of listeners) listener(commit);
        }
        if (commits.length < batch) return;
      }
    },
  };
}
