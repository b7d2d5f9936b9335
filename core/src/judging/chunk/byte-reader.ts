/** Thrown by the readers of this folder; whoever reads hostile bytes turns it into a refusal. */
export class MalformedBytes extends Error {
  override readonly name = 'MalformedBytes';
}

/** Reads Automerge's binary forms strictly: every length is checked before it is believed. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  get remaining(): number {
    return this.#bytes.length - this.#at;
  }

  byte(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new MalformedBytes('end of input');
    this.#at += 1;
    return byte;
  }

  /** Unsigned LEB128 that fits a safe integer. */
  unsigned(): number {
    let value = 0;
    let factor = 1;
    for (let place = 0; place < 8; place += 1) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (!Number.isSafeInteger(value)) break;
      if ((byte & 0x80) === 0) return value;
      factor *= 128;
    }
    throw new MalformedBytes('number too long');
  }

  /** Signed LEB128 that fits a safe integer. */
  signed(): number {
    let value = 0n;
    for (let shift = 0n; shift < 56n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if ((byte & 0x80) !== 0) continue;
      if ((byte & 0x40) !== 0) value -= 1n << (shift + 7n);
      const number = Number(value);
      if (!Number.isSafeInteger(number)) break;
      return number;
    }
    throw new MalformedBytes('number too long');
  }

  take(length: number): Uint8Array {
    if (length > this.remaining) throw new MalformedBytes('end of input');
    const taken = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** A count of things of at least `bytesEach` bytes, never more than the input can hold. */
  count(bytesEach: number, limit: number): number {
    const count = this.unsigned();
    if (count > limit || count * bytesEach > this.remaining) {
      throw new MalformedBytes('count too large');
    }
    return count;
  }
}
