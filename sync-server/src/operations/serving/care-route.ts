import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import { AppError, isDocumentId } from '@nastavnik/core/kernel';
import { Hono } from 'hono';
import type { Relay } from '../../relay/relay.ts';
import { isFromHere } from './health-routes.ts';

export interface CareRouteOptions {
  /** What only those can say who may read the data folder. */
  readonly token: string;
  readonly relay: () => Pick<Relay, 'care'> | undefined;
}

const digest = (text: string): Uint8Array => createHash('sha256').update(text).digest();

/**
 * `POST /documents/ID/quarantine` and `…/release`: from a command on this computer, proved by the
 * token that lies in the data folder. For anybody else there is no such page.
 */
export function careRoute({ token, relay }: CareRouteOptions): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  const expected = digest(`Bearer ${token}`);
  app.post('/documents/:documentId/:action', async (context) => {
    const said = digest(context.req.header('authorization') ?? '');
    const { documentId, action } = context.req.param();
    const isAllowed = isFromHere(context.env.incoming) && timingSafeEqual(said, expected);
    const isKnown = action === 'quarantine' || action === 'release';
    if (!isAllowed || !isKnown || !isDocumentId(documentId)) return context.notFound();
    const care = relay()?.care;
    if (care === undefined) return context.json({ error: { code: 'relay-draining' } }, 503);
    try {
      return context.json(await care[action](documentId));
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return context.json({ error: { code: error.code, params: error.params } }, 422);
    }
  });
  return app;
}
