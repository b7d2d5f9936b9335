import { inflateRawSync } from 'node:zlib';
import type { Inflate } from '@nastavnik/core/judging';

/** Node's own inflate, which stops at the cap and tells how much of the input it has used. */
export const inflate: Inflate = (bytes, maxBytes) => {
  const { buffer, engine } = inflateRawSync(bytes, {
    maxOutputLength: maxBytes,
    info: true,
  }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } };
  if (engine.bytesWritten !== bytes.length) throw new RangeError('bytes after the deflate stream');
  return buffer;
};
