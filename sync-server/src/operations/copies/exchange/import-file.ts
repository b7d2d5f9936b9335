import { readBundle } from '@nastavnik/core/bundles';
import { AppError, isErrorCode } from '@nastavnik/core/kernel';
import { z } from 'zod';
import { inflate } from '../../../gate/inflate.ts';
import type { CarryReport } from '../../../relay/relay.ts';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { findRunning, type RunningRelay } from '../../loopback/running-relay.ts';
import { withOwnRelay } from '../../loopback/with-own-relay.ts';

/** Every document of a large file waits for the disk. */
const longestMs = 30 * 60_000;

const answerSchema = z.object({
  error: z
    .object({
      code: z.string(),
      params: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    })
    .optional(),
});

async function atRunning(
  { url, token = '' }: RunningRelay,
  bytes: Uint8Array,
): Promise<CarryReport> {
  const response = await fetch(new URL('/exchange', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: new Uint8Array(bytes),
    signal: AbortSignal.timeout(longestMs),
  });
  if (response.ok) return (await response.json()) as CarryReport;
  const said = answerSchema.safeParse(await response.json().catch(() => undefined));
  const error = said.data?.error;
  if (!isErrorCode(error?.code)) throw new AppError('relay-unreachable');
  throw new AppError(error.code, error.params ?? {});
}

async function atOwn(data: DataFolder, bytes: Uint8Array): Promise<CarryReport> {
  const bundle = await readBundle(bytes, inflate);
  if (!bundle.ok) throw new AppError(bundle.error.code, bundle.error.params);
  return withOwnRelay(data, async (relay) => {
    const carried = await relay.carry(bundle.value);
    if (!carried.ok) throw new AppError(carried.error.code, carried.error.params);
    return carried.value;
  });
}

/**
 * Takes a file of changes in through the running relay, or through one that is started for as long
 * as it takes. Throws what the file was refused with; then nothing was changed.
 */
export async function importFile(data: DataFolder, bytes: Uint8Array): Promise<CarryReport> {
  const running = await findRunning(data.running);
  return running === undefined ? atOwn(data, bytes) : atRunning(running, bytes);
}
