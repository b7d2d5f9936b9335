import { limits } from './limits.ts';

/** How the low five bits of a CBOR head give its length: themselves, or so many bytes more. */
const bytesAfter: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4, 27: 8 };
const bytesType = 2;
const textType = 3;
const arrayType = 4;
const mapType = 5;
const tagType = 6;

/**
 * Walks the heads of a CBOR value without building anything: false for tags, indefinite lengths,
 * lengths beyond the input, more depth or more items than any frame has, and trailing bytes. A
 * mebibyte can hold a million items, which would take the decoder a hundred times longer than this.
 */
export function isFrameShape(bytes: Uint8Array): boolean {
  /** Items that are still to come, by depth. */
  const open = [1];
  let at = 0;
  for (let items = 0; open.length > 0; items += 1) {
    const head = bytes[at];
    if (head === undefined || items > limits.maxFrameItems) return false;
    const major = head >> 5;
    const low = head & 0x1f;
    const extra = low < 24 ? 0 : bytesAfter[low];
    if (extra === undefined || major === tagType || at + extra >= bytes.length) return false;
    const length = low < 24 ? low : readLength(bytes, at + 1, extra);
    at += 1 + extra;
    take(open);
    if (major === bytesType || major === textType) at += length;
    const children = major === arrayType ? length : major === mapType ? length * 2 : 0;
    if (at > bytes.length || children > bytes.length - at) return false;
    if (children > 0) open.push(children);
    if (open.length > limits.maxFrameDepth) return false;
    while (open.length > 0 && open.at(-1) === 0) open.pop();
  }
  return at === bytes.length;
}

function readLength(bytes: Uint8Array, at: number, count: number): number {
  let length = 0;
  for (let place = 0; place < count; place += 1) length = length * 256 + (bytes[at + place] ?? 0);
  return length;
}

function take(open: number[]): void {
  const last = open.length - 1;
  open[last] = (open[last] ?? 0) - 1;
}
