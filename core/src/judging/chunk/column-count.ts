import { limits } from '../../protocol/index.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';

const kinds = { actor: 1, unsigned: 2, delta: 3, boolean: 4, text: 5, valueBytes: 7 } as const;

/** How many rows a column stands for, by its run lengths alone. Group and meta columns are RLE. */
export function countColumn(kind: number, bytes: Uint8Array): number {
  if (kind === kinds.valueBytes) return 0;
  return kind === kinds.boolean ? countBooleans(bytes) : countRuns(kind, bytes);
}

/** Beyond this nothing is counted: the change is refused anyway. */
const enough = limits.maxOperationsPerChange * 16;

function countBooleans(bytes: Uint8Array): number {
  const reader = new ByteReader(bytes);
  let rows = 0;
  while (!reader.isAtEnd && rows <= enough) rows += reader.unsigned();
  return rows;
}

function countRuns(kind: number, bytes: Uint8Array): number {
  const reader = new ByteReader(bytes);
  const skipValue = valueSkipper(kind, reader);
  let rows = 0;
  while (!reader.isAtEnd && rows <= enough) {
    const length = reader.signed();
    if (length > 0) {
      rows += length;
      skipValue();
    } else if (length < 0) {
      if (-length > reader.remaining) throw new MalformedBytes('run longer than the column');
      rows -= length;
      for (let place = 0; place > length; place -= 1) skipValue();
    } else {
      const nulls = reader.unsigned();
      if (nulls === 0) throw new MalformedBytes('empty run');
      rows += nulls;
    }
  }
  return rows;
}

function valueSkipper(kind: number, reader: ByteReader): () => void {
  if (kind === kinds.text) return () => void reader.take(reader.unsigned());
  if (kind === kinds.delta) return () => void reader.signed();
  return () => void reader.unsigned();
}
