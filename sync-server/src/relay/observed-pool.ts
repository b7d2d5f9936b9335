import type { ProcessPool } from '../documents/process-pool.ts';
import type { RelayObserver } from './observer.ts';

/** The same pool, which tells how long each batch was judged. */
export function observedPool(pool: ProcessPool, observer: RelayObserver): ProcessPool {
  const ask: ProcessPool['ask'] = async (documentId, type, question) => {
    const startedMs = performance.now();
    const answer = await pool.ask(documentId, type, question);
    if (type === 'receive') observer.judged((performance.now() - startedMs) / 1_000);
    return answer;
  };
  return {
    ask,
    get restarts() {
      return pool.restarts;
    },
    get pids() {
      return pool.pids;
    },
    close: () => pool.close(),
  };
}
