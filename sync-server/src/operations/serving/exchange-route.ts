import { createHash, timingSafeEqual } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { bundleLimits, readBundle } from '@nastavnik/core/bundles';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { inflate } from '../../gate/inflate.ts';
import type { Relay } from '../../relay/relay.ts';
import { isFromHere } from './health-routes.ts';

export interface ExchangeRouteOptions {
  /** What only those can say who may read the data folder. */
  readonly token: string;
  readonly relay: () => Pick<Relay, 'carry'> | undefined;
}

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/**
 * `POST /exchange`: a file of changes from a command on this computer, proved by the token that lies
 * in the data folder. For anybody else there is no such page.
 */
export function exchangeRoute({
  token,
  relay,
}: ExchangeRouteOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const expected = digest(`Bearer ${token}`);
  app.post(
    '/exchange',
    async (context, next) => {
      const said = digest(context.req.header('authorization') ?? '');
      const isAllowed = isFromHere(context.env.incoming) && timingSafeEqual(said, expected);
      return isAllowed ? next() : context.notFound();
    },
    bodyLimit({ maxSize: bundleLimits.maxBytes }),
    async (context) => {
      const running = relay();
      if (running === undefined) return context.json({ error: { code: 'relay-draining' } }, 503);
      const bytes = new Uint8Array(await context.req.arrayBuffer());
      const bundle = await readBundle(bytes, inflate, () => setImmediate());
      if (!bundle.ok) return context.json({ error: bundle.error }, 422);
      const carried = await running.carry(bundle.value);
      return carried.ok ? context.json(carried.value) : context.json({ error: carried.error }, 422);
    },
  );
  return app;
}
