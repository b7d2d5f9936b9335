import type { Configuration } from './settings.ts';

/** Settings that say where a relay is or where its secrets lie. */
const hidden: ReadonlySet<string> = new Set([
  'server.host',
  'server.publicUrl',
  'server.trustedProxies',
  'server.allowedOrigins',
  'store.folder',
  'keys.relay',
  'keys.operator',
  'metrics.listen',
  'metrics.tokenFile',
  'backup.folder',
]);

const cover = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(() => '…');
  return value === '' ? '' : '…';
};

/** The configuration without addresses and paths, to be shown to somebody outside. */
export function redactConfiguration(configuration: Configuration): Configuration {
  return Object.fromEntries(
    Object.entries(configuration).map(([section, values]) => [
      section,
      Object.fromEntries(
        Object.entries(values).map(([name, value]: [string, unknown]) => [
          name,
          hidden.has(`${section}.${name}`) ? cover(value) : value,
        ]),
      ),
    ]),
  ) as unknown as Configuration;
}
