import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { OpenedDatabase } from '../file/open-database.ts';

/** What SQLite throws when the operating system refuses it. */
export type DiskFault = 'full' | 'io';

const errcodes: Readonly<Record<DiskFault, number>> = { full: 13, io: 10 };

const faultError = (fault: DiskFault): Error =>
  Object.assign(new Error(`disk ${fault}`), { code: 'ERR_SQLITE_ERROR', errcode: errcodes[fault] });

/** Counts the calls that reach the disk and fails the one that is armed. */
export class FaultPoint {
  calls = 0;
  #at = 0;
  #fault: DiskFault = 'full';

  /** The `at`-th call from now fails, once. */
  arm(at: number, fault: DiskFault): void {
    this.calls = 0;
    this.#at = at;
    this.#fault = fault;
  }

  disarm(): void {
    this.#at = 0;
  }

  pass(): void {
    this.calls += 1;
    if (this.calls === this.#at) throw faultError(this.#fault);
  }
}

function failingStatement(statement: StatementSync, point: FaultPoint): StatementSync {
  return new Proxy(statement, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== 'function') return found;
      return (...given: unknown[]): unknown => {
        point.pass();
        return Reflect.apply(found, target, given);
      };
    },
  });
}

/**
 * The same database, in which the armed call — any statement run, any transaction begun, ended or
 * undone, any flush — fails as a full or a failing disk makes it fail.
 */
export function failingDatabase(
  { db, disk, close }: OpenedDatabase,
  point: FaultPoint,
): OpenedDatabase {
  const proxy = new Proxy(db, {
    get: (target, name) => {
      const found: unknown = Reflect.get(target, name, target);
      if (typeof found !== 'function') return found;
      return (...given: unknown[]): unknown => {
        if (name === 'exec') point.pass();
        const result: unknown = Reflect.apply(found, target, given);
        return name === 'prepare' ? failingStatement(result as StatementSync, point) : result;
      };
    },
  }) as DatabaseSync;
  return {
    db: proxy,
    disk: {
      sync: async () => {
        point.pass();
        await disk.sync();
      },
      abandon: () => disk.abandon(),
    },
    close,
  };
}
