import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { AppError } from '@nastavnik/core/kernel';
import type { Configuration } from '../configuration/settings.ts';
import { startMetricsListener, type MetricsListener } from './metrics-listener.ts';
import type { RelayMetrics } from './relay-metrics.ts';

function tokenIn(path: string, baseFolder: string): string {
  const token = readFileSync(resolve(baseFolder, path), 'utf8').trim();
  if (token !== '') return token;
  throw new AppError('config-invalid', {
    key: 'metrics.token_file',
    value: path,
    expected: 'a file with one word',
  });
}

/** Starts the listener that `metrics.listen` asks for; undefined where it asks for none. */
export async function startMetrics(
  { listen, tokenFile }: Configuration['metrics'],
  metrics: RelayMetrics,
  baseFolder: string,
): Promise<MetricsListener | undefined> {
  if (listen === '') return undefined;
  const at = listen.lastIndexOf(':');
  return startMetricsListener({
    metrics,
    host: listen.slice(0, at).replace(/^\[|\]$/g, ''),
    port: Number(listen.slice(at + 1)),
    token: tokenFile === '' ? '' : tokenIn(tokenFile, baseFolder),
  });
}
