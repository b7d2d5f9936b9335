import type { RelayObserver } from '../../relay/relay.ts';
import type { Store } from '../../store/store.ts';

/** The same store, which tells how long each commit of changes took and how many it held. */
export function observedStore(store: Store, observer: RelayObserver): Store {
  return {
    ...store,
    commitChanges: async (commit) => {
      const startedMs = performance.now();
      const seq = await store.commitChanges(commit);
      observer.committed((performance.now() - startedMs) / 1_000, commit.changes.length);
      return seq;
    },
  };
}
