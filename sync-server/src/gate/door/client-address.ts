import type { IncomingMessage } from 'node:http';

/**
 * Whom a connection counts for. Behind a proxy that is named as trusted, the last address of
 * `X-Forwarded-For` that is not itself a trusted proxy; anybody else's header is not believed.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers'> & { socket: { remoteAddress?: string | undefined } },
  trustedProxies: readonly string[],
): string {
  const plain = (address: string): string => address.trim().replace(/^::ffff:/, '');
  const trusted = new Set(trustedProxies.map(plain));
  const direct = plain(request.socket.remoteAddress ?? 'unknown');
  if (!trusted.has(direct)) return direct;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  return (
    forwarded.map(plain).findLast((address) => address !== '' && !trusted.has(address)) ?? direct
  );
}
