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
  encodeFrame,
  limits,
  type ClientFrame,
  type SignInPayload,
} from '@nastavnik/core/protocol';
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
