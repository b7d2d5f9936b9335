import { afterEach, describe, expect, it } from 'vitest';
import { startMetricsListener, type MetricsListener } from './metrics-listener.ts';

let listener: MetricsListener | undefined;
afterEach(async () => {
  await listener?.close();
  listener = undefined;
});

const start = async (token: string): Promise<string> => {
  const metrics = { contentType: 'text/plain', text: () => Promise.resolve('relay_up 1\n') };
  listener = await startMetricsListener({ metrics, host: '127.0.0.1', port: 0, token });
  return listener.url;
};

describe('the address of its own for metrics', () => {
  it('answers one path and one method', async () => {
    const url = await start('');
    expect(await (await fetch(url)).text()).toBe('relay_up 1\n');
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(new URL('/status', url))).status).toBe(404);
  });

  it('asks for its word where it has one', async () => {
    const url = await start('carrot');
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer turnip' } })).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer carrot' } })).status).toBe(200);
  });
});
