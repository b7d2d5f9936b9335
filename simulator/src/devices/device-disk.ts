/** The part of fake-indexeddb's inside that a dying process leaves behind. */
interface RawTransaction {
  readonly _state: string;
  _abort(reason: string | null): void;
}

interface RawDatabase {
  transactions: RawTransaction[];
  connections: unknown[];
}

interface RawFactory {
  readonly _databases: ReadonlyMap<string, RawDatabase>;
}

/** A process died: what it had not completed is undone, what it had open is let go. */
export function releaseDatabase(name: string): void {
  const database = (indexedDB as unknown as RawFactory)._databases.get(name);
  if (database === undefined) return;
  for (const transaction of database.transactions) {
    if (transaction._state !== 'finished') transaction._abort(null);
  }
  database.transactions = [];
  database.connections = [];
}

interface RawStore {
  readonly transaction: IDBTransaction & RawTransaction;
}

/**
 * Makes every writing of a person's database ask first. One that may not be written ends its whole
 * transaction, as a full disk does.
 */
export function guardWrites(mayWrite: (databaseName: string) => boolean): void {
  const prototype = IDBObjectStore.prototype as unknown as Record<
    'put',
    (this: RawStore, ...given: unknown[]) => unknown
  >;
  const put = prototype.put;
  prototype.put = function guarded(this: RawStore, ...given: unknown[]): unknown {
    const request = put.apply(this, given);
    const { transaction } = this;
    if (!mayWrite(transaction.db.name)) {
      (request as EventTarget).addEventListener('success', () => {
        if (transaction._state !== 'finished') transaction._abort('QuotaExceededError');
      });
    }
    return request;
  };
}
