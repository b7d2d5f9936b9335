import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import { afterEach, describe, expect, it } from 'vitest';
import type { RelayStats } from '../../relay/relay.ts';
import { healthRoutes, type HealthOptions } from './health-routes.ts';
import { httpApplication } from './http-application.ts';

const stats: RelayStats = {
  connections: 0,
  sessions: 0,
  openDocuments: 0,
  workers: 1,
  workerRestarts: 0,
  commits: 0,
  rejections: 0,
};

function storeOf(save: (seq: number) => Promise<void> = () => Promise.resolve()) {
  let cursor = 0;
  return {
    cursor: () => cursor,
    saveCursor: async (_consumer: string, seq: number) => {
      await save(seq);
      cursor = seq;
    },
    counts: () => ({
      documents: 1,
      quarantinedDocuments: 0,
      changes: 2,
      logs: 3,
      refusals: 4,
      damagedChanges: 0,
    }),
    lastSeq: () => 5,
    isFull: () => false,
  };
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function serve(options: Partial<HealthOptions>): Promise<string> {
  const health = healthRoutes({
    store: storeOf(),
    version: '0.1.0',
    isDraining: () => false,
    stats: () => stats,
    behind: () => 0,
    metrics: { contentType: 'text/plain', text: () => Promise.resolve('relay_connections 0\n') },
    ...options,
  });
  const pages = new Hono().get('/fails', () => {
    throw new Error('a sentence from a document');
  });
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const listening = createServer(httpApplication({ health, pages, logger: silent }));
  server = listening;
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
}

async function ask(url: string): Promise<[number, unknown]> {
  const response = await fetch(url);
  const text = await response.text();
  return [response.status, text.startsWith('{') ? JSON.parse(text) : text];
}

describe('health of a relay', () => {
  it('[O4] a well relay is alive and ready', async () => {
    const url = await serve({});
    expect(await ask(`${url}/healthz`)).toEqual([200, 'ok']);
    expect(await ask(`${url}/readyz`)).toEqual([200, { ready: true }]);
    expect(await ask(`${url}/readyz`)).toEqual([200, { ready: true }]);
    expect((await ask(`${url}/version`))[1]).toMatchObject({ version: '0.1.0', protocol: 1 });
  });

  it('[O4] a store that fails, or never answers, is 503 while the loop is alive', async () => {
    const failing = storeOf(() => Promise.reject(new Error('disk is gone')));
    const url = await serve({ store: failing });
    expect(await ask(`${url}/readyz`)).toEqual([503, { ready: false, reason: 'store' }]);
    expect(await ask(`${url}/healthz`)).toEqual([200, 'ok']);
    server?.close();
    const hanging = storeOf(() => new Promise(() => undefined));
    const other = await serve({ store: hanging });
    const startedMs = performance.now();
    expect(await ask(`${other}/readyz`)).toEqual([503, { ready: false, reason: 'store' }]);
    expect(performance.now() - startedMs).toBeLessThan(3_000);
  });

  it('[D5] a store without room is 503, and the loop is alive', async () => {
    const url = await serve({ store: { ...storeOf(), isFull: () => true } });
    expect(await ask(`${url}/readyz`)).toEqual([503, { ready: false, reason: 'storage-full' }]);
    expect(await ask(`${url}/healthz`)).toEqual([200, 'ok']);
  });

  it('[O4] a relay that starts or drains is not ready, and says which', async () => {
    const starting = await serve({ stats: () => undefined });
    expect(await ask(`${starting}/readyz`)).toEqual([503, { ready: false, reason: 'starting' }]);
    server?.close();
    const draining = await serve({ isDraining: () => true });
    expect(await ask(`${draining}/readyz`)).toEqual([503, { ready: false, reason: 'draining' }]);
  });

  it('[A18] figures are for this computer, not for whoever comes through a proxy', async () => {
    const url = await serve({});
    expect((await ask(`${url}/status`))[1]).toMatchObject({ documents: 1, lastSeq: 5, workers: 1 });
    expect((await ask(`${url}/metrics`))[1]).toContain('relay_connections');
    for (const path of ['/status', '/metrics']) {
      const proxied = await fetch(url + path, { headers: { 'x-forwarded-for': '10.0.0.9' } });
      expect(proxied.status).toBe(404);
    }
  });

  it('[X3] every answer forbids inline script, frames and sniffing; a failure says nothing', async () => {
    const url = await serve({});
    for (const path of ['/healthz', '/nowhere', '/fails']) {
      const response = await fetch(url + path);
      const policy = response.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain('unsafe');
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
      expect(response.headers.get('referrer-policy')).toBe('no-referrer');
      expect(await response.text()).not.toContain('sentence');
    }
    expect((await fetch(`${url}/fails`)).status).toBe(500);
  });
});
