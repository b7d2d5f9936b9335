/** What an idb transaction has of interest here. */
interface Transaction {
  readonly done: Promise<void>;
  abort(): void;
}

/** Hands over a request whose failure must fail the whole. */
export type Include = (...requests: readonly Promise<unknown>[]) => void;

/**
 * Runs one transaction: all of it is on the disk when this resolves, and none of it when it
 * rejects, also where issuing the requests itself fails halfway. `issue` runs at once, so what it
 * asks for before its first await is asked for before this returns.
 */
export async function atomically<T>(
  tx: Transaction,
  issue: (include: Include) => T | Promise<T>,
): Promise<T> {
  const requests: Promise<unknown>[] = [];
  const include: Include = (...more) => {
    for (const request of more) {
      // Looked at below; until then a failure must not count as nobody's.
      request.catch(() => undefined);
      requests.push(request);
    }
  };
  include(tx.done);
  try {
    const outcome = await issue(include);
    await Promise.all(requests);
    return outcome;
  } catch (cause) {
    abort(tx);
    await Promise.allSettled(requests);
    throw cause;
  }
}

/** Ends a transaction with nothing done; one that has ended already takes no abort. */
export function abort(tx: Pick<Transaction, 'abort'>): void {
  try {
    tx.abort();
  } catch {
    // Why it ended is what is being told.
  }
}
