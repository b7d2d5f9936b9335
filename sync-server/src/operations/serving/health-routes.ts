import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { Store } from '../../store/store.ts';
import type { RelayStats } from '../../relay/relay.ts';
import type { RelayMetrics } from '../metrics/relay-metrics.ts';

/** Longer than this and a store is taken for gone. */
const storeTimeoutMs = 2_000;

export interface HealthOptions {
  readonly store: Pick<Store, 'cursor' | 'saveCursor' | 'counts' | 'lastSeq' | 'isFull'>;
  readonly version: string;
  isDraining(): boolean;
  stats(): RelayStats | undefined;
  /** Commits that aggregation has not passed. */
  behind(): number;
  readonly metrics: Pick<RelayMetrics, 'text' | 'contentType'>;
}

/** Why a relay is not ready; codes only, since anybody may ask. */
type NotReady = 'draining' | 'starting' | 'store' | 'storage-full';

/** From this computer and not through a proxy on it. */
export const isFromHere = ({ socket, headers }: HttpBindings['incoming']): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers['forwarded'] === undefined;

async function isStoreWell(store: HealthOptions['store']): Promise<boolean> {
  const next = store.cursor('readiness') + 1;
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, storeTimeoutMs, false);
  try {
    const written = store
      .saveCursor('readiness', next)
      .then(() => store.cursor('readiness') >= next);
    return await Promise.race([written, late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * `/healthz`: the loop turns, nothing is read. `/readyz`: the store takes a write and gives it
 * back, else 503. `/version`. `/status` and `/metrics`: figures, for this computer only.
 *
 * @clause O4
 */
export function healthRoutes(options: HealthOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const { store, version } = options;
  app.get('/healthz', (context) => context.text('ok'));
  app.get('/version', (context) => context.json({ name: 'nastavnik-relay', version, protocol: 1 }));
  app.get('/readyz', async (context) => {
    const notReady = (reason: NotReady) => context.json({ ready: false, reason }, 503);
    if (options.isDraining()) return notReady('draining');
    if (options.stats() === undefined) return notReady('starting');
    if (store.isFull()) return notReady('storage-full');
    return (await isStoreWell(store)) ? context.json({ ready: true }) : notReady('store');
  });
  app.get('/status', (context) => {
    if (!isFromHere(context.env.incoming)) return context.notFound();
    return context.json({
      version,
      draining: options.isDraining(),
      behind: options.behind(),
      lastSeq: store.lastSeq(),
      ...store.counts(),
      ...options.stats(),
    });
  });
  app.get('/metrics', async (context) => {
    if (!isFromHere(context.env.incoming)) return context.notFound();
    context.header('content-type', options.metrics.contentType);
    return context.body(await options.metrics.text());
  });
  return app;
}
