import { concatBytes, sha256 } from '../../kernel/index.ts';

/** Unsigned LEB128, as Automerge writes lengths. */
export function uleb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low + 128 : low);
  } while (rest > 0);
  return Uint8Array.from(bytes);
}

/** Signed LEB128. */
export function sleb(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const isLast = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(isLast ? low : low | 0x80);
    if (isLast) return Uint8Array.from(bytes);
  }
}

const magic = Uint8Array.from([0x85, 0x6f, 0x4a, 0x83]);

/** A chunk of Automerge's file form with a right checksum over any body. 0 document, 1 change. */
export function chunk(type: 0 | 1 | 2, body: Uint8Array): Uint8Array {
  const covered = concatBytes(Uint8Array.of(type), uleb(body.length), body);
  return concatBytes(magic, sha256(covered).slice(0, 4), covered);
}
