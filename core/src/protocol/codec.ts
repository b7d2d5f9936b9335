import { decode, encode } from 'cborg';
import { fail, ok, type Refusal, type Result } from '../kernel/index.ts';
import { isFrameShape } from './frame-shape.ts';
import { strictCbor } from './strict-cbor.ts';

/**
 * Lengths need not be minimal and `undefined` is let through: automerge-repo's encoder writes both.
 * The caller has capped the bytes already.
 */
const frameCbor = { ...strictCbor, strict: false, allowUndefined: true } as const;

export function encodeFrame(frame: object): Uint8Array {
  return encode(frame);
}

/** Decodes one frame of at most `maxBytes` bytes into an unchecked object; never throws. */
export function decodeFrame(bytes: Uint8Array, maxBytes: number): Result<object, Refusal> {
  if (bytes.length > maxBytes) return fail({ code: 'frame-too-large', params: { maxBytes } });
  if (!isFrameShape(bytes)) return fail({ code: 'frame-malformed' });
  try {
    const value: unknown = decode(bytes, frameCbor);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return fail({ code: 'frame-malformed' });
    }
    return ok(value);
  } catch {
    return fail({ code: 'frame-malformed' });
  }
}
