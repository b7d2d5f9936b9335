import { pino, type DestinationStream } from 'pino';
import type { Logger } from '../../relay/relay.ts';
import type { Configuration } from '../configuration/settings.ts';

/** Fields that may stand in a log line: codes, ids and numbers. Anything else is left out. */
const allowedFields = new Set([
  'code',
  'cid',
  'conn',
  'kid',
  'logId',
  'documentId',
  'kind',
  'seq',
  'count',
  'ms',
  'bytes',
  'port',
  'host',
  'method',
  'path',
  'status',
  'signal',
  'worker',
  'reason',
  'error',
  'version',
]);

const plain = (value: unknown): unknown => {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.slice(0, 200);
  if (value instanceof Error) {
    return { name: value.name, code: 'code' in value ? String(value.code) : undefined };
  }
  return undefined;
};

/**
 * JSON lines on standard error, since standard output is what a command answers. Codes and ids. A whitelist of fields, and errors without their
 * message, since a message may quote content.
 *
 * @clause O6
 */
export function createLogger(log: Configuration['log'], destination?: DestinationStream): Logger {
  const options = {
    level: log.level,
    base: null,
    timestamp: () => `,"time":${Date.now()}`,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const stream =
    destination ??
    (log.format === 'pretty'
      ? { write: (line: string) => process.stderr.write(pretty(line)) }
      : pino.destination({ fd: 2, sync: true }));
  const logger = pino(options, stream);
  const write =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (fields: object, message: string): void => {
      const kept = Object.entries(fields)
        .filter(([name]) => allowedFields.has(name))
        .map(([name, value]: [string, unknown]) => [name, plain(value)]);
      logger[level](Object.fromEntries(kept), message);
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

function pretty(line: string): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `${new Date(Number(time)).toISOString()} ${String(level).padEnd(5)} ${String(msg)} ${rest.join(' ')}\n`;
}
