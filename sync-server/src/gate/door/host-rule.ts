import { isIP } from 'node:net';

/** Whether a `Host` header names this relay. */
export type HostRule = (host: string | undefined) => boolean;

/** The name in a `Host` header or an address bar, without its port; undefined for anything odd. */
function nameOf(host: string): string | undefined {
  if (!/^(?:\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::\d{1,5})?$/i.test(host)) return undefined;
  return host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
}

/**
 * Names that are configured, `localhost`, and bare addresses: a web page that has its own name
 * resolve to this computer is stopped here, since an address cannot be made to point elsewhere.
 *
 * @clause A18
 */
export function hostRule(allowedHosts: readonly string[]): HostRule {
  const allowed = new Set(['localhost', ...allowedHosts.map((host) => nameOf(host) ?? '')]);
  allowed.delete('');
  return (host) => {
    const name = host === undefined ? undefined : nameOf(host);
    return name !== undefined && (isIP(name) !== 0 || allowed.has(name));
  };
}
