import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256, utf8ToBytes } from '@nastavnik/core/kernel';
import type { RelayMetrics } from './relay-metrics.ts';

export interface MetricsListenerOptions {
  readonly metrics: Pick<RelayMetrics, 'text' | 'contentType'>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Asked for as `Authorization: Bearer …` when it is not empty. */
  readonly token: string;
}

export interface MetricsListener {
  readonly url: string;
  close(): Promise<void>;
}

/** Compares digests, so that neither length nor place of a difference can be timed. */
function isTokenRight(request: IncomingMessage, token: string): boolean {
  if (token === '') return true;
  const said = request.headers.authorization ?? '';
  return timingSafeEqual(sha256(utf8ToBytes(said)), sha256(utf8ToBytes(`Bearer ${token}`)));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { metrics, token }: MetricsListenerOptions,
): Promise<void> {
  const path = new URL(request.url ?? '/', 'http://metrics').pathname;
  if (path !== '/metrics') return void response.writeHead(404).end();
  if (request.method !== 'GET') return void response.writeHead(405).end();
  if (!isTokenRight(request, token)) {
    return void response.writeHead(401, { 'www-authenticate': 'Bearer' }).end();
  }
  const text = await metrics.text();
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
  response.end(text);
}

/** `GET /metrics` on an address of its own, so that a proxy in front of the relay cannot show it. */
export async function startMetricsListener(
  options: MetricsListenerOptions,
): Promise<MetricsListener> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch(() => response.destroy());
  });
  server.headersTimeout = 5_000;
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
