import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** An IPv6 address with its zone; a proxy that passes on more passes on nonsense. */
const maxAddressLength = 64;

/** One household has a whole /64 of IPv6 addresses: all of them count as one. */
function countedAs(address: string): string {
  if (!isIPv6(address)) return address;
  const [before = '', after] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const head = before.split(':').filter(Boolean);
  const tail = (after ?? '').split(':').filter(Boolean);
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...zeros, ...tail].slice(0, 4);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

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
  if (!trusted.has(direct)) return countedAs(direct);
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  const last = forwarded.map(plain).findLast((one) => one !== '' && !trusted.has(one));
  return countedAs((last ?? direct).slice(0, maxAddressLength));
}
