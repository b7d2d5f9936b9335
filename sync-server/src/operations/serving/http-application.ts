import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from '../../relay/relay.ts';

export interface HttpApplicationOptions {
  /** Health first: it must answer whatever the pages do. */
  readonly health: Hono<{ Bindings: HttpBindings }>;
  readonly pages: Hono;
  readonly exchange?: Hono<{ Bindings: HttpBindings }>;
  readonly logger: Logger;
}

/** Nothing inline, nothing from elsewhere, no frames: pages are text, one style sheet, one script. */
const contentSecurityPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'self'"],
  scriptSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  formAction: ["'none'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Everything a relay answers over plain HTTP, as a handler for its `onRequest`. */
export function httpApplication({
  health,
  pages,
  exchange,
  logger,
}: HttpApplicationOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const app = new Hono();
  app.use(
    secureHeaders({
      contentSecurityPolicy,
      referrerPolicy: 'no-referrer',
      xFrameOptions: 'DENY',
      strictTransportSecurity: false,
      crossOriginOpenerPolicy: 'same-origin',
      crossOriginResourcePolicy: 'same-origin',
      permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
    }),
    async (context, next) => {
      const startedMs = performance.now();
      await next();
      context.header('cache-control', 'no-store');
      // The path without its query: a query may hold a ticket.
      logger.debug(
        {
          cid: randomUUID(),
          method: context.req.method,
          path: context.req.path,
          status: context.res.status,
          ms: Math.round(performance.now() - startedMs),
        },
        'http',
      );
    },
  );
  app.route('/', health);
  if (exchange) app.route('/', exchange);
  app.route('/', pages);
  app.notFound((context) => context.text('404\n', 404));
  app.onError((error, context) => {
    logger.error({ cid: randomUUID(), path: context.req.path, error }, 'page failed');
    return context.text('500\n', 500);
  });
  const listener = getRequestListener(app.fetch);
  return (request, response) => {
    listener(request, response).catch((error: unknown) => {
      logger.error({ error }, 'request failed');
      response.destroy();
    });
  };
}
