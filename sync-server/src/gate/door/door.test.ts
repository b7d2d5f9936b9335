import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import { closeCodes, limits } from '@nastavnik/core/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectDevice, RawSocket, startTestSchool, type TestSchool } from '../../testing/index.ts';

let school: TestSchool;
let port: number;

beforeAll(async () => {
  await initializeAutomergeForTests();
  school = await startTestSchool({
    programmes: 1,
    allowedHosts: ['relay.example'],
    onRequest: (_request, response) => response.end('page'),
  });
  ({ port } = school.relay.address);
});
afterAll(() => school.close());

const upgradeHead = (host: string, extra = ''): string =>
  `GET / HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
  `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${extra}\r\n`;

/** A bare connection that keeps what it heard; `ended` resolves when the relay hangs up. */
function dial(): { socket: Socket; heard: () => string; ended: Promise<unknown> } {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
  });
  socket.on('error', () => undefined);
  return { socket, heard: () => text, ended: once(socket, 'close') };
}

async function firstLine(head: string): Promise<string> {
  const { socket, heard } = dial();
  socket.write(head);
  await once(socket, 'data');
  socket.destroy();
  return heard().split('\r\n')[0] ?? '';
}

function statusOfPage(host: string): Promise<number | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const asked = request({ port, host: '127.0.0.1', headers: { host } }, (response) => {
    response.resume();
    resolve(response.statusCode);
  });
  asked.on('error', reject).end();
  return promise;
}

/** A binary frame of a client, masked with zeros, that is a piece of a longer message. */
const piece = (bytes: number, opcode: 0 | 2): Buffer =>
  Buffer.concat([Buffer.from([opcode, 0x80 | bytes, 0, 0, 0, 0]), Buffer.alloc(bytes)]);

describe('[A18] the door', () => {
  it('opens to bare addresses, localhost and configured names only, websocket or page', async () => {
    const ours = ['127.0.0.1', 'localhost:80', '[::1]:80', 'relay.example', 'RELAY.example.'];
    const others = ['portal.example', 'relay.example.evil', '127.0.0.1.evil', 'a b', 'x@[::1]'];
    for (const [hosts, line, page] of [
      [ours, 'HTTP/1.1 101 Switching Protocols', 200],
      [others, 'HTTP/1.1 403 Forbidden', 403],
    ] as const) {
      const lines = await Promise.all(hosts.map((host) => firstLine(upgradeHead(host))));
      expect(new Set(lines)).toEqual(new Set([line]));
      expect(new Set(await Promise.all(hosts.map(statusOfPage)))).toEqual(new Set([page]));
    }
  });

  it('opens to extensions and named origins, and to no page that looks like one', async () => {
    const host = `127.0.0.1:${port}`;
    const welcome = ['chrome-extension://abcdef', 'moz-extension://0a1b-2c'];
    const pages = [
      'https://portal.example',
      'null',
      'https://chrome-extension://abcdef',
      'chrome-extension://abc.example/page',
    ];
    const lineOf = (origin: string): Promise<string> =>
      firstLine(upgradeHead(host, `Origin: ${origin}\r\n`));
    for (const origin of welcome) expect(await lineOf(origin)).toContain('101');
    for (const origin of pages) expect(await lineOf(origin)).toContain('403');
  });
});

describe('[A2] before sign-in', () => {
  it('what is cut into single bytes is counted too, and no frame is gathered', async () => {
    const { socket, heard, ended } = dial();
    socket.write(upgradeHead(`127.0.0.1:${port}`));
    await once(socket, 'data');
    socket.write(Buffer.concat([piece(1, 2), ...Array.from({ length: 8_000 }, () => piece(1, 0))]));
    await ended;
    // A close frame of the relay: its code in two bytes, then the reason.
    expect(heard()).toContain('\u0003\u00f1frame-too-large');
  });

  it('offers no compression, whatever is asked for', async () => {
    const { socket, heard } = dial();
    const offer = 'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n';
    socket.write(upgradeHead(`127.0.0.1:${port}`, offer));
    await once(socket, 'data');
    expect(heard().toLowerCase()).not.toContain('sec-websocket-extensions');
    socket.destroy();
  });

  it('a large message is cut off without being held: 64 KiB and one byte', async () => {
    const raw = new RawSocket(school.url);
    await raw.frame('challenge');
    raw.sendBytes(new Uint8Array(65_537));
    expect((await raw.closed()).code).toBe(closeCodes['frame-too-large'].code);
  });

  it('after sign-in more pieces than any browser makes are refused', async () => {
    const device = await connectDevice(school.url, school.mentor.key);
    for (let sent = 0; sent <= limits.maxFragments; sent += 1) device.sendPiece(new Uint8Array(1));
    expect([1006, 1008]).toContain((await device.closed()).code);
  });
});

it('[A6] a refused handshake leaves no place taken', async () => {
  for (let round = 0; round < limits.maxConnectionsBeforeSignInPerAddress + 5; round += 1) {
    const broken = upgradeHead(`127.0.0.1:${port}`).replace('Version: 13', 'Version: 1');
    const { socket, ended, heard } = dial();
    socket.write(broken);
    await ended;
    expect(heard()).toContain('400');
  }
  const raw = new RawSocket(school.url);
  await raw.frame('challenge');
  raw.close();
});

it('[A5] those who drip, stall or never sign in are closed, and a healthy one is served', async () => {
  const healthy = await connectDevice(school.url, school.mentee.key);
  const silent = Array.from({ length: 240 }, () => dial());
  const headers = Array.from({ length: 240 }, () => dial());
  const upgraded = Array.from({ length: 18 }, () => dial());
  for (const { socket } of headers) socket.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ');
  for (const { socket } of upgraded) socket.write(upgradeHead('127.0.0.1'));
  // A frame of a kibibyte, one byte a second.
  const frame = Buffer.concat([Buffer.from([0x82, 0xfe, 4, 0]), Buffer.alloc(1_028)]);
  let answered = 0;
  const drip = setInterval(() => {
    for (const { socket } of headers) if (!socket.destroyed) socket.write('x');
    const byte = frame.subarray(answered, answered + 1);
    for (const { socket } of upgraded) if (!socket.destroyed) socket.write(byte);
    healthy.send({ type: 'ping', atMs: answered });
    answered += 1;
  }, 1_000);
  const startedMs = performance.now();
  await Promise.all(upgraded.map(({ ended }) => ended));
  const upgradedMs = performance.now() - startedMs;
  await Promise.all([...silent, ...headers].map(({ ended }) => ended));
  const allMs = performance.now() - startedMs;
  clearInterval(drip);
  for (const { heard } of upgraded) expect(heard()).toContain('sign-in-timeout');
  expect(upgradedMs).toBeLessThan(limits.signInTimeoutMs + 4_000);
  expect(allMs).toBeLessThan(limits.headersTimeoutMs + 6_000);
  await healthy.frame('pong', ({ atMs }) => atMs === answered - 1);
  expect(answered).toBeGreaterThan(5);
  healthy.close();
}, 40_000);
