import { openDatabase, type OpenedDatabase } from '@nastavnik/sync-server/testing';

type Database = OpenedDatabase['db'];

/** What can be wrong with a disk at the moment. */
export type DiskTrouble = 'none' | 'full' | 'failing';

/** A relay's disk: outlives its processes, can be copied and put back, can be full or fail. */
export class RelayDisk {
  trouble: DiskTrouble = 'none';
  #opened: OpenedDatabase = openDatabase(':memory:');

  /** What a relay process opens. Its end leaves the data where it is. */
  open(onAbandoned: () => void): OpenedDatabase {
    const { db } = this.#opened;
    const exec = (sql: string): void => {
      if (sql === 'COMMIT' && this.trouble === 'full') throw new Error('database or disk is full');
      db.exec(sql);
    };
    return {
      db: new Proxy(db, {
        get: (target, name) => {
          if (name === 'exec') return exec;
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }),
      disk: { sync: () => this.#sync(), abandon: onAbandoned },
      close: () => undefined,
    };
  }

  /** A copy as a backup would hold it. */
  copy(): RelayDisk {
    const copy = new RelayDisk();
    copyRows(this.#opened.db, copy.#opened.db);
    return copy;
  }

  close(): void {
    this.#opened.close();
  }

  /** Takes a moment, in which a process may die. */
  async #sync(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 2));
    if (this.trouble === 'failing') throw new Error('EIO: i/o error, fdatasync');
  }
}

function copyRows(from: Database, to: Database): void {
  const tables = from
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rowid")
    .all()
    .map(({ name }) => String(name));
  to.exec('PRAGMA foreign_keys = OFF');
  for (const table of tables) {
    to.exec(`DELETE FROM "${table}"`);
    for (const row of from.prepare(`SELECT * FROM "${table}"`).all()) {
      const names = Object.keys(row);
      const places = names.map(() => '?').join(', ');
      const columns = names.map((name) => `"${name}"`).join(', ');
      to.prepare(`INSERT INTO "${table}" (${columns}) VALUES (${places})`).run(
        ...Object.values(row),
      );
    }
  }
  to.exec('PRAGMA foreign_keys = ON');
}
