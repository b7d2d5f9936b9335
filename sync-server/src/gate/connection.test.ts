import { createHash } from 'node:crypto';
import {
  acceptanceBytes,
  createDeviceKey,
  createInvitation,
  deviceRecordOf,
  proveInvitation,
  signingBytes,
  type DeviceKey,
  type InvitationKey,
} from '@nastavnik/core/access';
import { base64url, systemRandom, type InvitationId } from '@nastavnik/core/kernel';
import {
  closeCodes,
  decodeFrame,
  encodeFrame,
  limits,
  sessionFrameSchema,
  signInFrameSchema,
  type ClientFrame,
  type SignInPayload,
} from '@nastavnik/core/protocol';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDevice, RawSocket, startTestSchool, type TestSchool } from '../testing/index.ts';

let school: TestSchool;
let code: InvitationKey;

beforeAll(async () => {
  school = await startTestSchool({ programmes: 1 });
  const created = await createInvitation({ random: systemRandom });
  code = created.key;
  const operator = await connectDevice(school.url, school.organisation.operator.key);
  const { invitationId, publicKey } = created;
  const { personId } = school.mentor;
  const expiresAtMs = Date.now() + 86_400_000;
  const body = { invitationId, publicKey, personId, purpose: 'device' as const, expiresAtMs };
  const entry = await school.organisation.sign(school.organisation.operator.key, 'invite', body);
  operator.send({ type: 'submit', entry });
  await operator.frame('sequenced');
  operator.close();
});
afterAll(() => school.close());

async function authFrame(
  socket: RawSocket,
  key: DeviceKey,
  change: Partial<SignInPayload> = {},
): Promise<ClientFrame> {
  const { relayId, nonce } = await socket.frame('challenge');
  const { kid, alg } = key.signer;
  const origin = new URL(school.url).host;
  const payload: SignInPayload = { protocol: 1, relayId, nonce, origin, kid, ...change };
  const sig = await key.signer.sign(signingBytes('nastavnik/sign-in/1', payload));
  return { type: 'auth', protocol: 1, kid, alg, sig: base64url.encode(sig), clientTimeMs: 1 };
}

async function closeCodeAfter(send: (socket: RawSocket) => Promise<void> | void): Promise<number> {
  const socket = new RawSocket(school.url);
  await socket.frame('challenge');
  await send(socket);
  return (await socket.closed()).code;
}

describe('before sign-in', () => {
  it('[A10] an answer to another challenge, relay or address is worth nothing', async () => {
    const { key } = school.mentor;
    const first = new RawSocket(school.url);
    const used = await authFrame(first, key);
    first.send(used);
    await first.frame('welcome');
    const otherRelay = (await createDeviceKey()).signer.kid;
    const replays = [
      () => Promise.resolve(used),
      (socket: RawSocket) => authFrame(socket, key, { relayId: otherRelay }),
      (socket: RawSocket) => authFrame(socket, key, { origin: 'elsewhere.example:443' }),
    ];
    for (const replay of replays) {
      expect(await closeCodeAfter(async (socket) => socket.send(await replay(socket)))).toBe(4403);
    }
    first.close();
  });

  it('an unknown key is told so and let go', async () => {
    const stranger = await createDeviceKey();
    const socket = new RawSocket(school.url);
    socket.send(await authFrame(socket, stranger));
    expect(await socket.frame('closing')).toMatchObject({ code: 'device-unknown' });
    expect((await socket.closed()).code).toBe(4403);
  });

  it('[A2] more than 8 KiB is cut off, and more than 2 KiB that is no invitation', async () => {
    expect(await closeCodeAfter((socket) => socket.sendBytes(new Uint8Array(8_193)))).toBe(1009);
    expect(await closeCodeAfter((socket) => socket.sendBytes(new Uint8Array(1_048_577)))).toBe(
      1009,
    );
    const long = async (socket: RawSocket): Promise<void> => {
      const frame = await authFrame(socket, school.mentor.key);
      socket.sendBytes(encodeFrame({ ...frame, padding: 'x'.repeat(3_000) }));
    };
    expect([1009, 4400]).toContain(await closeCodeAfter(long));
  });

  it('a web page’s origin is not let in, an extension’s is', async () => {
    const page = new RawSocket(school.url, { origin: 'https://portal.example' });
    expect((await page.closed()).code).toBe(1006);
    const extension = new RawSocket(school.url, { origin: 'chrome-extension://abcdef' });
    await extension.frame('challenge');
    extension.close();
  });

  it('a repo frame or a newer protocol is refused with its own code', async () => {
    const join = {
      type: 'join',
      senderId: 'x',
      peerMetadata: {},
      supportedProtocolVersions: ['1'],
    };
    expect(await closeCodeAfter((socket) => socket.sendBytes(encodeFrame(join)))).toBe(4401);
    const newer = { type: 'auth', protocol: 2 };
    expect(await closeCodeAfter((socket) => socket.sendBytes(encodeFrame(newer)))).toBe(4426);
  });

  it('only so many wait from one address at once', async () => {
    const sockets = Array.from(
      { length: limits.maxConnectionsBeforeSignInPerAddress },
      () => new RawSocket(school.url),
    );
    await Promise.all(sockets.map((socket) => socket.frame('challenge')));
    const tooMany = new RawSocket(school.url);
    expect((await tooMany.closed()).code).toBe(1006);
    for (const socket of sockets) socket.close();
    await Promise.all(sockets.map((socket) => socket.closed()));
    await (await connectDevice(school.url, school.mentor.key)).frame('welcome');
  });
});

describe('an invitation', () => {
  it('lets one device in, once, with both signatures over this relay’s nonce', async () => {
    const socket = new RawSocket(school.url);
    const { nonce, relayId } = await socket.frame('challenge');
    const { invitationId } = code;
    socket.send({ type: 'invitation', invitationId });
    const info = await socket.frame('invitation-info');
    expect(info).toMatchObject({ personId: school.mentor.personId, purpose: 'device' });
    const key = await createDeviceKey();
    const device = deviceRecordOf(key, 'Tablet');
    const { logId } = school.organisation;
    const invitation = await proveInvitation(code, { logId, personId: info.personId, device });
    const body = { personId: info.personId, device, invitation };
    const entry = await school.organisation.sign(key, 'add-device', body);
    const origin = new URL(school.url).host;
    const { kid } = key.signer;
    const bytes = acceptanceBytes({ protocol: 1, relayId, nonce, origin, invitationId, kid });
    const accept: ClientFrame = {
      type: 'accept-invitation',
      protocol: 1,
      entry,
      invitationId,
      invitationSig: base64url.encode(await code.sign(bytes)),
      deviceSig: base64url.encode(await key.signer.sign(bytes)),
      clientTimeMs: 1,
    };
    socket.send(accept);
    expect((await socket.frame('welcome')).kid).toBe(kid);
    const second = new RawSocket(school.url);
    await second.frame('challenge');
    second.send(accept);
    expect(await second.frame('refused')).toMatchObject({ code: 'invitation-used' });
    socket.close();
    second.close();
  });

  it('[A16] is locked after five wrong tries from one address', async () => {
    const wrong = (round: number): InvitationId =>
      createHash('sha256').update(`wrong ${round}`).digest('hex').slice(0, 32) as InvitationId;
    const codes: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      const socket = new RawSocket(school.url);
      await socket.frame('challenge');
      socket.send({ type: 'invitation', invitationId: wrong(round) });
      codes.push((await socket.frame('refused')).code);
      socket.close();
    }
    expect(codes.slice(0, 5)).toEqual(Array.from({ length: 5 }).fill('invitation-unknown'));
    expect(codes[5]).toBe('invitation-locked');
  });
});

describe('any bytes', () => {
  const corpus = (): Uint8Array[] =>
    [
      { type: 'join', senderId: 'x', peerMetadata: {}, supportedProtocolVersions: ['1'] },
      {
        type: 'sync',
        senderId: 'x',
        targetId: 'y',
        documentId: school.roadmap,
        data: new Uint8Array(40),
      },
      { type: 'catalogue', cursor: 0 },
      { type: 'submit', entry: { inner: {}, sig: '', body: null } },
      { type: 'ping', atMs: 5 },
    ].map(encodeFrame);

  function mutated(numRuns: number, seed: number): Uint8Array[] {
    const frames = corpus();
    const flip = fc.tuple(fc.nat(200), fc.nat(255));
    const mutation = fc.tuple(
      fc.nat(frames.length - 1),
      fc.array(flip, { minLength: 1, maxLength: 4 }),
    );
    return fc.sample(mutation, { numRuns, seed }).map(([place, flips]) => {
      const bytes = (frames[place] ?? new Uint8Array()).slice();
      for (const [at, byte] of flips) bytes[at % bytes.length] = byte;
      return bytes;
    });
  }

  it('[A1] 20,000 mutated frames are read or refused, and none throws', () => {
    const outcomes = new Set<string>();
    for (const bytes of mutated(20_000, 7)) {
      const decoded = decodeFrame(bytes, limits.maxFrameBytes);
      if (decoded.ok) {
        sessionFrameSchema.safeParse(decoded.value);
        signInFrameSchema.safeParse(decoded.value);
      }
      outcomes.add(decoded.ok ? 'read' : decoded.error.code);
    }
    expect(outcomes).toEqual(new Set(['read', 'frame-malformed']));
  }, 20_000);

  it('[A1] every refusal has a listed close code, and everyone else goes on', async () => {
    const healthy = await connectDevice(school.url, school.mentee.key);
    const listed = new Set<number>(Object.values(closeCodes).map(({ code: one }) => one));
    const seen = new Set<number>();
    let socket = await connectDevice(school.url, school.mentor.key);
    for (const [place, bytes] of mutated(1_000, 11).entries()) {
      if (socket.isClosed) {
        seen.add((await socket.closed()).code);
        socket = await connectDevice(school.url, school.mentor.key);
      }
      socket.sendBytes(bytes);
      await answered(socket, place);
    }
    expect([...seen].filter((one) => !listed.has(one))).toEqual([]);
    const from = healthy.frames.length;
    healthy.send({ type: 'ping', atMs: 1 });
    await healthy.frame('pong', () => true, from);
    expect(school.relay.stats().workerRestarts).toBe(0);
    socket.close();
    healthy.close();
  }, 60_000);
});

/** Until the relay has dealt with everything so far: a pong, or the close. */
async function answered(socket: RawSocket, atMs: number): Promise<void> {
  socket.send({ type: 'ping', atMs });
  await socket.until(() => {
    const isPong = socket.frames.some((frame) => frame.type === 'pong' && frame.atMs === atMs);
    return isPong || socket.isClosed ? true : undefined;
  });
}
