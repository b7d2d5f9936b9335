import { concatBytes, hexToBytes } from '../../kernel/index.ts';
import { chunk, sleb, uleb } from './chunk.ts';

interface Column {
  readonly id: number;
  readonly data: Uint8Array;
}

/** A column that repeats one value `count` times in a handful of bytes. */
const repeated = (count: number, value: Uint8Array): Uint8Array => concatBytes(sleb(count), value);

/**
 * A change of a few dozen bytes that claims `operations` operations by run-length encoding. Column
 * numbers are id × 16 + type; types 0 group, 2 unsigned, 4 boolean, 5 string, 6 value
 * metadata.
 */
export function runLengthBomb(
  operations: number,
  { actor, deps = [] }: { readonly actor: string; readonly deps?: readonly string[] },
): Uint8Array {
  const columns: readonly Column[] = [
    { id: (1 << 4) | 5, data: repeated(operations, concatBytes(uleb(1), Uint8Array.of(0x61))) },
    { id: (3 << 4) | 4, data: uleb(operations) },
    { id: (4 << 4) | 2, data: repeated(operations, uleb(1)) },
    { id: (5 << 4) | 6, data: repeated(operations, uleb(0)) },
    { id: (7 << 4) | 0, data: repeated(operations, uleb(0)) },
  ];
  const actorBytes = hexToBytes(actor);
  return chunk(
    1,
    concatBytes(
      uleb(deps.length),
      ...deps.map((hash) => hexToBytes(hash)),
      uleb(actorBytes.length),
      actorBytes,
      uleb(1),
      uleb(1),
      sleb(0),
      uleb(0),
      uleb(0),
      uleb(columns.length),
      ...columns.flatMap(({ id, data }) => [uleb(id), uleb(data.length)]),
      ...columns.map(({ data }) => data),
    ),
  );
}
