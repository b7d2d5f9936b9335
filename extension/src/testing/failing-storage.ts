/**
 * `full`: the transaction of the call is aborted for lack of space. `broken`: it is aborted with no
 * reason given. `dead`: so is every later one, as where the browser was killed at that call.
 */
export type StorageFault = 'full' | 'broken' | 'dead';

const names = [
  'put',
  'add',
  'delete',
  'get',
  'getAll',
  'getAllKeys',
  'count',
  'openCursor',
] as const;
type Method = (this: IDBObjectStore, ...args: unknown[]) => unknown;
type Methods = Record<(typeof names)[number], Method>;

/** fake-indexeddb's own way to end a transaction with an error of its choice. */
interface Abortable {
  _abort(errorName: string | null): void;
}

/** IndexedDB of which the `nth` call to an object store fails; `end` makes it whole again. */
export class FailingStorage {
  readonly #methods = IDBObjectStore.prototype as unknown as Methods;
  readonly #whole: Methods = { ...pick(this.#methods) };
  readonly #nth: number;
  readonly #fault: StorageFault;
  #calls = 0;

  constructor(nth: number, fault: StorageFault) {
    this.#nth = nth;
    this.#fault = fault;
    const hit = (store: IDBObjectStore): void => this.#hit(store);
    for (const name of names) {
      const whole = this.#whole[name];
      this.#methods[name] = function failing(this: IDBObjectStore, ...args: unknown[]) {
        const request = whole.apply(this, args);
        hit(this);
        return request;
      };
    }
  }

  /** False once fewer calls than `nth` were made: the loop over all calls is through. */
  get hasFailed(): boolean {
    return this.#calls >= this.#nth;
  }

  end(): void {
    Object.assign(this.#methods, this.#whole);
  }

  #hit(store: IDBObjectStore): void {
    this.#calls += 1;
    const isDue = this.#fault === 'dead' ? this.#calls >= this.#nth : this.#calls === this.#nth;
    if (!isDue) return;
    const abortable = store.transaction as unknown as Abortable;
    // A browser tells of it later: the caller goes on asking meanwhile.
    queueMicrotask(() => {
      abortable._abort(this.#fault === 'full' ? 'QuotaExceededError' : 'UnknownError');
    });
  }
}

const pick = (methods: Methods): Methods =>
  Object.fromEntries(names.map((name) => [name, methods[name]])) as Methods;
