import type { Inflate as InflatePort } from '@nastavnik/core/judging';
import { Inflate } from 'fflate';

/** A kilobyte inflates to a megabyte at most: that far a bomb gets beyond the bound. */
const sliceBytes = 1_024;

function inflateUpTo(bytes: Uint8Array, maxBytes: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > maxBytes) throw new RangeError('inflates to too much');
    parts.push(part);
  });
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    const to = from + sliceBytes;
    stream.push(bytes.subarray(from, to), to >= bytes.length);
  }
  const whole = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}

function isWhole(bytes: Uint8Array, maxBytes: number): boolean {
  try {
    inflateUpTo(bytes, maxBytes);
    return true;
  } catch {
    return false;
  }
}

/** Inflates in small slices and stops at the bound. A stream that ends before its bytes do is none. */
export const boundedInflate: InflatePort = (bytes, maxBytes) => {
  const whole = inflateUpTo(bytes, maxBytes);
  if (isWhole(bytes.subarray(0, -1), maxBytes)) throw new RangeError('bytes after the stream');
  return whole;
};
