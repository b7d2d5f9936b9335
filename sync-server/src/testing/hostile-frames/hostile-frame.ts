import { encodeFrame } from '@nastavnik/core/protocol';
import { concatBytes, utf8ToBytes } from '@nastavnik/core/kernel';
import fc from 'fast-check';

const documentId = '4NMNnkMhL8jXrdJ9jamS58PAVdXu';
const kid = 'ab'.repeat(16);
const hash = 'cd'.repeat(32);
const repo = { senderId: 'me', targetId: 'relay', documentId };

/** One honest frame of every kind a peer may send: what is damaged below. */
const honestFrames: readonly Uint8Array[] = [
  { type: 'auth', protocol: 1, kid, alg: 'Ed25519', sig: 'AAAA', clientTimeMs: 1 },
  { type: 'invitation', invitationId: kid },
  { type: 'join', senderId: 'x', peerMetadata: {}, supportedProtocolVersions: ['1'] },
  { type: 'leave', senderId: 'x' },
  { type: 'sync', ...repo, data: new Uint8Array(40) },
  { type: 'request', ...repo, data: Uint8Array.of(0x42, 0, 0, 0, 0) },
  { type: 'doc-unavailable', ...repo },
  { type: 'ephemeral', ...repo, count: 1, sessionId: 's', data: new Uint8Array(9) },
  { type: 'remote-heads-changed' },
  { type: 'catalogue', cursor: 0 },
  { type: 'log', logId: '0b9c1d2e-0000-7000-8000-000000000000', fromSeq: 0 },
  { type: 'submit', entry: { inner: { v: 1 }, sig: '', body: null } },
  { type: 'attest', documentId, hashes: [hash], sig: 'AAAA' },
  { type: 'replaced', documentId, heads: [hash] },
  { type: 'ticket' },
  { type: 'quarantine', logId: '0b9c1d2e-0000-7000-8000-000000000000' },
  { type: 'quarantine-decision', quarantineId: 'q', decision: 'accept' },
  { type: 'ping', atMs: 5 },
].map(encodeFrame);

const head = (major: number, length: number): Uint8Array => {
  if (length < 24) return Uint8Array.of((major << 5) | length);
  if (length < 256) return Uint8Array.of((major << 5) | 24, length);
  return Uint8Array.of((major << 5) | 25, length >> 8, length & 255);
};
const text = (value: string): Uint8Array => {
  const bytes = utf8ToBytes(value);
  return concatBytes(head(3, bytes.length), bytes);
};

/** Heads that claim more than there is, and everything a strict decoder does not take. */
const strange = fc.oneof(
  fc
    .constantFrom(
      [0xf6],
      [0xf7],
      [0xf9, 0x7e, 0],
      [0xfb, 0x7f, 0xf0, 0, 0, 0, 0, 0, 0],
      [0x9f, 1, 0xff],
      [0x5f, 0x41, 1, 0xff],
      [0xbf, 0xff],
      [0x9b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0x5b, 0, 0, 0, 0, 0x7f, 0xff, 0xff, 0xff],
      [0xba, 0xff, 0xff, 0xff, 0xff],
      [0x1b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
      [0xc1, 0],
      [0xd8, 0x40, 0x41, 0],
      [0xff],
      [0xfc],
    )
    .map((bytes) => Uint8Array.from(bytes)),
  // A bignum, whose decoding is quadratic where it is done at all.
  fc
    .uint8Array({ minLength: 1, maxLength: 2_000 })
    .map((digits) => concatBytes(Uint8Array.of(0xc2), head(2, digits.length), digits)),
  fc.nat(3_000).map((depth) => new Uint8Array(depth + 1).fill(0x81)),
  fc.nat(3_000).map((depth) => new Uint8Array(depth * 2 + 1).fill(0xa1)),
);

const honestNames = 'type senderId documentId data entry hashes cursor atMs kid sig'.split(' ');
const inheritedNames = '__proto__ constructor prototype toString hasOwnProperty'.split(' ');
const names = fc.constantFrom(...honestNames, ...inheritedNames, '', '\u0000');

const { item } = fc.letrec<{ item: Uint8Array }>((tie) => ({
  item: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.nat(70_000).map((value) => head(0, value % 60_000)),
    fc.uint8Array({ maxLength: 30 }).map((bytes) => concatBytes(head(2, bytes.length), bytes)),
    fc.string({ maxLength: 20 }).map(text),
    strange,
    fc
      .array(tie('item'), { maxLength: 5 })
      .map((items) => concatBytes(head(4, items.length), ...items)),
    fc
      .array(fc.tuple(names, tie('item')), { maxLength: 5 })
      .map((pairs) =>
        concatBytes(
          head(5, pairs.length),
          ...pairs.flatMap(([name, value]) => [text(name), value]),
        ),
      ),
  ),
}));

const honestTypes =
  'auth join leave sync request ephemeral catalogue log submit attest replaced ticket ping';
const types = fc.constantFrom(...honestTypes.split(' '), '__proto__', 'constructor', 'peer');

/** A map that says what it is, and holds anything; keys may repeat. */
const grown = fc
  .tuple(types, fc.array(fc.tuple(names, item), { maxLength: 6 }))
  .map(([type, pairs]) =>
    concatBytes(
      head(5, pairs.length + 1),
      text('type'),
      text(type),
      ...pairs.flatMap(([name, value]) => [text(name), value]),
    ),
  );

const damage = fc.record({
  kind: fc.constantFrom('flip', 'cut', 'insert', 'repeat', 'drop'),
  at: fc.nat(2_000),
  byte: fc.nat(255),
  length: fc.nat(12),
});
type Damage = typeof damage extends fc.Arbitrary<infer One> ? One : never;

function damaged(bytes: Uint8Array, { kind, at, byte, length }: Damage): Uint8Array {
  const place = at % (bytes.length + 1);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)];
  if (kind === 'cut') return before;
  if (kind === 'insert') return concatBytes(before, Uint8Array.of(byte), after);
  if (kind === 'repeat') return concatBytes(before, after.subarray(0, length), after);
  if (kind === 'drop') return concatBytes(before, after.subarray(length));
  return concatBytes(before, Uint8Array.of((after[0] ?? 0) ^ byte), after.subarray(1));
}

const mutated = fc
  .tuple(fc.constantFrom(...honestFrames), fc.array(damage, { maxLength: 4 }))
  .map(([frame, damages]) => damages.reduce(damaged, frame));

/** Bytes that somebody may send instead of a frame. */
export const hostileFrame: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 4, arbitrary: mutated },
  { weight: 4, arbitrary: grown },
  { weight: 1, arbitrary: item },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
);
