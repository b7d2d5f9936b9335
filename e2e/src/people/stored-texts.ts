import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import * as A from '@automerge/automerge/slim';
import { initializeAutomerge } from '@nastavnik/core/documents';

/** Something the relay keeps, as a person could read it, with the place it was found in. */
export interface StoredText {
  /** File, table and column; or the file alone for its bytes as they lie on the disk. */
  readonly where: string;
  readonly text: string;
}

/**
 * Everything in a relay's data folder made readable: the bytes of every file, each column of each
 * table of each database, and each stored change decoded, with what was typed letter by letter put
 * together again. Throws on bytes that cannot be decoded: what was not read was not checked.
 */
export async function readStoredTexts(dataFolder: string): Promise<readonly StoredText[]> {
  const address = import.meta.resolve('@automerge/automerge/automerge.wasm');
  await initializeAutomerge(new Uint8Array(readFileSync(fileURLToPath(address))));
  return readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dataFolder, name)).isFile())
    .flatMap((name) => {
      const path = join(dataFolder, name);
      const raw = { where: name, text: readFileSync(path).toString('utf8') };
      return name.endsWith('.sqlite') ? [raw, ...textsOfDatabase(name, path)] : [raw];
    });
}

type Row = Readonly<Record<string, unknown>>;

function textsOfDatabase(name: string, path: string): readonly StoredText[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables.flatMap(({ name: table }) => {
      const rows: Row[] = database.prepare(`SELECT * FROM "${String(table)}"`).all();
      return textsOfRows(`${name}, ${String(table)}`, rows);
    });
  } finally {
    database.close();
  }
}

function textsOfRows(table: string, rows: readonly Row[]): readonly StoredText[] {
  const texts: StoredText[] = [];
  const typed = new Map<string, string>();
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      const where = `${table}.${column}`;
      if (!(value instanceof Uint8Array)) {
        texts.push({ where, text: String(value) });
        continue;
      }
      const changes = changesIn(where, value);
      texts.push({ where, text: JSON.stringify(changes) });
      const written = `${where} of ${String(row['documentId'])}, as typed`;
      typed.set(written, (typed.get(written) ?? '') + changes.map(typedIn).join(''));
    }
  }
  return [...texts, ...[...typed].map(([where, text]) => ({ where, text }))];
}

/** One change, or all the changes of a saved document. */
function changesIn(where: string, bytes: Uint8Array): readonly A.DecodedChange[] {
  try {
    return [A.decodeChange(bytes)];
  } catch {
    try {
      return A.getAllChanges(A.load(bytes)).map((change) => A.decodeChange(change));
    } catch (cause) {
      throw new Error(`${where} holds bytes that are no change and no document`, { cause });
    }
  }
}

const typedIn = ({ ops }: A.DecodedChange): string =>
  ops.map(({ value }) => (typeof value === 'string' ? value : '')).join('');
