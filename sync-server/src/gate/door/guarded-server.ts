import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { limits } from '@nastavnik/core/protocol';
import type { HostRule } from './host-rule.ts';

/**
 * An HTTP server that waits for nobody: headers, whole requests and their size are bounded, and a
 * request for another host is refused before anything reads it.
 *
 * @clause A5, A18
 */
export function createGuardedServer(onRequest: RequestListener, isOurHost: HostRule): Server {
  const options = {
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.requestTimeoutMs,
    connectionsCheckingInterval: 1_000,
    maxHeaderSize: limits.maxHeaderBytes,
  };
  const server = createServer(options, (request: IncomingMessage, response: ServerResponse) => {
    if (isOurHost(request.headers.host)) onRequest(request, response);
    else response.writeHead(403, { Connection: 'close', 'Content-Length': 0 }).end();
  });
  server.maxConnections = limits.maxConnections;
  return server;
}
