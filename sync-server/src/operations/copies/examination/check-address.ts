import { connect } from 'node:tls';
import { WebSocket } from 'ws';
import { decodeFrame, limits } from '@nastavnik/core/protocol';
import type { Configuration } from '../../configuration/settings.ts';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { check, failedCheck, type Check } from './check.ts';

const timeoutMs = 5_000;
const dayMs = 86_400_000;
const daysToRenew = 14;

async function checkRelay({ running }: DataFolder): Promise<Check> {
  const found = await findRunning(running);
  if (found === undefined) return check('relay', 'warning', '—');
  const ready = await fetch(new URL('/readyz', found.url), {
    signal: AbortSignal.timeout(timeoutMs),
  });
  return check('relay', ready.ok ? 'ok' : 'failure', ready.ok ? found.url : ready.status);
}

async function checkHttp(publicUrl: string): Promise<Check> {
  const response = await fetch(new URL('/version', publicUrl), {
    signal: AbortSignal.timeout(timeoutMs),
    redirect: 'manual',
  });
  const said = response.ok ? ((await response.json()) as { name?: unknown }) : {};
  const isOurs = said.name === 'nastavnik-relay';
  return check('address', isOurs ? 'ok' : 'failure', `${publicUrl} · ${response.status}`);
}

/** The upgrade is through when the relay's own first frame comes. */
function checkWebSocket(publicUrl: string): Promise<Check> {
  return new Promise((resolve) => {
    const socket = new WebSocket(publicUrl.replace(/^http/, 'ws'), {
      perMessageDeflate: false,
      handshakeTimeout: timeoutMs,
    });
    const timer = setTimeout(() => {
      end(check('websocket', 'failure', 'timeout'));
    }, timeoutMs);
    const end = (outcome: Check): void => {
      clearTimeout(timer);
      socket.terminate();
      resolve(outcome);
    };
    socket.once('message', (data: Buffer) => {
      const frame = decodeFrame(new Uint8Array(data), limits.maxFrameBytes);
      const type = frame.ok ? String((frame.value as { type?: unknown }).type) : 'malformed';
      end(check('websocket', type === 'challenge' ? 'ok' : 'failure', type));
    });
    socket.on('error', (error) => {
      end(failedCheck('websocket', error));
    });
    socket.once('unexpected-response', (_request, response) => {
      end(check('websocket', 'failure', response.statusCode ?? 0));
    });
  });
}

function checkCertificate(publicUrl: string, nowMs: number): Promise<Check> {
  const { hostname, port } = new URL(publicUrl);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 443), servername: hostname });
    const end = (outcome: Check): void => {
      socket.destroy();
      resolve(outcome);
    };
    socket.setTimeout(timeoutMs, () => {
      end(check('certificate', 'failure', 'timeout'));
    });
    socket.once('secureConnect', () => {
      const left = (Date.parse(socket.getPeerCertificate().valid_to) - nowMs) / dayMs;
      const days = Math.floor(left);
      end(check('certificate', left < 0 ? 'failure' : left < daysToRenew ? 'warning' : 'ok', days));
    });
    socket.on('error', (error) => {
      end(failedCheck('certificate', error));
    });
  });
}

/** Looks at the relay from outside: where it runs, and how people reach it. */
export async function checkAddress(
  data: DataFolder,
  { server }: Pick<Configuration, 'server'>,
  nowMs: number,
): Promise<Check[]> {
  const { publicUrl } = server;
  const relay = await checkRelay(data).catch((error: unknown) => failedCheck('relay', error));
  if (publicUrl === '') return [relay];
  const address = await checkHttp(publicUrl).catch((error: unknown) =>
    failedCheck('address', error),
  );
  return [
    relay,
    address,
    await checkWebSocket(publicUrl),
    ...(publicUrl.startsWith('https:') ? [await checkCertificate(publicUrl, nowMs)] : []),
  ];
}
