import { concatBytes } from '@nastavnik/core/kernel';

const messageType = 0x42;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 0x80)) {
    if (left < 0x80) return [...bytes, left];
    bytes.push((left % 0x80) | 0x80);
  }
}

/** A sync message that says nothing of its own and brings changes: no heads, no needs, no filter. */
export function changesMessage(changes: readonly Uint8Array[]): Uint8Array {
  const parts = changes.flatMap((bytes) => [Uint8Array.from(unsigned(bytes.length)), bytes]);
  const head = Uint8Array.from([messageType, 0, 0, 0, ...unsigned(changes.length)]);
  return concatBytes(head, ...parts);
}
