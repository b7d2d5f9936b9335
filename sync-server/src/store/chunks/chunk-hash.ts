import { hash } from 'node:crypto';
import { limits } from '@nastavnik/core/protocol';
import { inflate } from '../../gate/inflate.ts';

const magic = [0x85, 0x6f, 0x4a, 0x83];
const checksumEnd = 8;
const changeType = 1;
const deflatedType = 2;

interface Header {
  readonly type: number;
  /** Where the body begins and where the chunk ends. */
  readonly from: number;
  readonly to: number;
}

/** The head of the change chunk that begins at `start`; undefined when it is not one. */
function readHeader(bytes: Uint8Array, start: number): Header | undefined {
  if (magic.some((byte, place) => bytes[start + place] !== byte)) return undefined;
  const type = bytes[start + checksumEnd];
  if (type !== changeType && type !== deflatedType) return undefined;
  let length = 0;
  let place = start + checksumEnd + 1;
  for (let scale = 1; ; scale *= 0x80, place += 1) {
    const byte = bytes[place];
    if (byte === undefined || scale > 2 ** 35) return undefined;
    length += (byte & 0x7f) * scale;
    if (byte < 0x80) break;
  }
  const from = place + 1;
  return from + length <= bytes.length ? { type, from, to: from + length } : undefined;
}

function lengthBytes(length: number): number[] {
  const bytes: number[] = [];
  for (let left = length; ; left = Math.floor(left / 0x80)) {
    if (left < 0x80) return [...bytes, left];
    bytes.push((left % 0x80) | 0x80);
  }
}

function hashOfChunk(bytes: Uint8Array, { type, from, to }: Header): string | undefined {
  if (type === changeType) return hash('sha256', bytes.subarray(checksumEnd, to));
  try {
    // A change is named by its inflated form, however it is kept.
    const body = inflate(bytes.subarray(from, to), limits.maxInflatedBytes);
    const head = Uint8Array.from([changeType, ...lengthBytes(body.length)]);
    return hash('sha256', Buffer.concat([head, body]));
  } catch {
    return undefined;
  }
}

/**
 * The name of the change in one chunk, from its bytes alone; undefined when it is torn or its
 * checksum is wrong. Whether it is the chunk that was stored is told by comparing names.
 */
export function chunkHash(bytes: Uint8Array): string | undefined {
  const header = readHeader(bytes, 0);
  if (header?.to !== bytes.length) return undefined;
  const found = hashOfChunk(bytes, header);
  const checksum = Buffer.from(bytes.subarray(magic.length, checksumEnd)).toString('hex');
  return found?.startsWith(checksum) === true ? found : undefined;
}

/** Cuts change chunks that stand one after another apart; undefined when something else is there. */
export function splitChunks(bytes: Uint8Array): Uint8Array[] | undefined {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const header = readHeader(bytes.subarray(start), 0);
    if (header === undefined) return undefined;
    chunks.push(bytes.subarray(start, start + header.to));
    start += header.to;
  }
  return chunks;
}
