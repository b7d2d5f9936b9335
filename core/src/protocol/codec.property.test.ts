import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionFrameSchema } from './client-frames.ts';
import { decodeFrame, encodeFrame } from './codec.ts';
import { limits } from './limits.ts';
import { serverFrameSchema } from './server-frames.ts';

const fromHex = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const documentId = fc.constant('4NMNnkMhL8jXrdJ9jamS58PAVdXu');
const changeHash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
const text = fc.string({ maxLength: 40 });

const clientFrame = fc.oneof(
  fc.record({
    type: fc.constantFrom('sync', 'request'),
    senderId: text,
    targetId: text,
    documentId,
    data: fc.uint8Array({ maxLength: 2_000 }),
  }),
  fc.record({ type: fc.constant('catalogue'), cursor: fc.nat() }),
  fc.record({
    type: fc.constant('replaced'),
    documentId,
    heads: fc.array(changeHash, { maxLength: 5 }),
  }),
  fc.record({ type: fc.constant('ping'), atMs: fc.nat() }),
);

const serverFrame = fc.oneof(
  fc.record({
    type: fc.constant('durable'),
    documentId,
    heads: fc.array(changeHash, { maxLength: 5 }),
    seq: fc.nat(),
  }),
  fc.record({
    type: fc.constant('rejected'),
    documentId,
    hashes: fc.array(changeHash, { maxLength: 5 }),
    code: fc.constantFrom('not-allowed', 'value-invalid'),
    params: fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z]{0,19}$/), fc.oneof(text, fc.integer())),
  }),
);

describe('[A1] the frame codec', () => {
  it('gives back every client frame it was given', () => {
    fc.assert(
      fc.property(clientFrame, (frame) => {
        const decoded = decodeFrame(encodeFrame(frame), limits.maxFrameBytes);
        expect(decoded).toEqual({ ok: true, value: frame });
        expect(sessionFrameSchema.parse(frame)).toEqual(frame);
      }),
    );
  });

  it('gives back every relay frame it was given', () => {
    fc.assert(
      fc.property(serverFrame, (frame) => {
        const decoded = decodeFrame(encodeFrame(frame), limits.maxFrameBytes);
        expect(decoded.ok && serverFrameSchema.parse(decoded.value)).toEqual(frame);
      }),
    );
  });

  it('answers any bytes with a frame or a listed refusal, and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const decoded = decodeFrame(bytes, 300);
        const outcome = decoded.ok ? typeof decoded.value : decoded.error.code;
        expect(['object', 'frame-malformed', 'frame-too-large']).toContain(outcome);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['null', 'f6'],
    ['a bignum', 'a16161c2480102030405060708'],
    ['an indefinite map', 'bf616101ff'],
    ['a key that comes twice', 'a2616101616102'],
    ['NaN', 'a16161f97e00'],
    ['an array', '8101'],
    ['trailing bytes', 'a1616101f6'],
  ])('refuses %s', (_name, hex) => {
    expect(decodeFrame(fromHex(hex), limits.maxFrameBytes)).toEqual({
      ok: false,
      error: { code: 'frame-malformed' },
    });
  });

  it('reads what automerge-repo writes: long forms of short lengths, and undefined', () => {
    const stock = fromHex('b900026474797065647069' + '6e676178f7');
    expect(decodeFrame(stock, 100)).toEqual({ ok: true, value: { type: 'ping', x: undefined } });
  });
});
