import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for database files, gone after the tests. */
export class StoreFolder {
  readonly #folder = mkdtempSync(join(tmpdir(), 'store-'));
  #files = 0;

  newPath(): string {
    this.#files += 1;
    return join(this.#folder, `${this.#files}.sqlite`);
  }

  /** What a killed process leaves behind at this instant: the file and its write-ahead log. */
  copyOf(path: string): string {
    const copy = this.newPath();
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    return copy;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true });
  }
}
