import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Clock } from '@nastavnik/core/kernel';
import type { Logger } from '../../../relay/relay.ts';
import { noteCopy, readCopyStatus } from '../folder/copy-status.ts';
import type { CopySettings } from '../folder/copy-settings.ts';
import type { CopyJob } from '../creation/create-copy.ts';
import type { ScheduledCopy, ScheduledJob } from './scheduled-job.ts';

const script = fileURLToPath(new URL('./copy-process.ts', import.meta.url));
const hourMs = 3_600_000;
/** A relay that is restarted over and over makes no copy at each start. */
const firstDelayMs = 60_000;
/** After a failure it is tried again sooner than the next turn. */
const retryMs = 15 * 60_000;
/** Longer than this and a copy is given up: a gigabyte takes a minute. */
const longestMs = 2 * hourMs;

export interface CopyScheduleOptions {
  readonly settings: CopySettings;
  readonly data: CopyJob['data'];
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long after the start the first copy may begin, in milliseconds; a minute unless told. */
  readonly firstDelayMs?: number;
}

export interface CopySchedule {
  /** Makes a copy now and resolves with what it came to. */
  copyNow(): Promise<ScheduledCopy>;
  /** Ends what is under way; a half-made copy is left under a name that nothing reads. */
  close(): void;
}

/** How long to wait for the next copy, counted from the last one that was found whole. */
export function delayBeforeCopy(
  status: ReturnType<typeof readCopyStatus>,
  everyHours: number,
  nowMs: number,
): number {
  const dueMs = (status.lastVerifiedMs ?? 0) + everyHours * hourMs;
  const isFailing = (status.lastFailureMs ?? 0) > (status.lastVerifiedMs ?? 0);
  const againMs = isFailing ? (status.lastFailureMs ?? 0) + retryMs : 0;
  return Math.max(dueMs, againMs) - nowMs;
}

async function askProcess(child: ChildProcess, job: ScheduledJob): Promise<ScheduledCopy> {
  const { promise, resolve } = Promise.withResolvers<ScheduledCopy>();
  const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
  timer.unref();
  child.once('error', () => {
    resolve({ failure: 'internal' });
  });
  child.once('close', () => {
    resolve({ failure: 'internal' });
  });
  if (child.stdout) {
    createInterface(child.stdout).once('line', (line) => {
      resolve(JSON.parse(line) as ScheduledCopy);
    });
  }
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(`${JSON.stringify(job)}\n`);
  const outcome = await promise;
  clearTimeout(timer);
  return outcome;
}

/**
 * Makes copies while the relay serves, each in a process of its own and tested at once. A failure
 * stands in the log as `copy failed` and in the status file.
 */
export function startCopySchedule(options: CopyScheduleOptions): CopySchedule {
  const { settings, data, clock, logger } = options;
  const { folder, withRelayKey, rotation, everyHours } = settings;
  let timer: NodeJS.Timeout | undefined;
  let child: ChildProcess | undefined;
  let isClosed = false;

  const copyNow = async (): Promise<ScheduledCopy> => {
    const startedMs = clock.nowMs();
    child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'ignore'] });
    const job = { data: { store: data.store, relayKey: data.relayKey }, folder, withRelayKey };
    const outcome = await askProcess(child, { ...job, rotation });
    child = undefined;
    if (isClosed) return outcome;
    const { failure, bytes = 0 } = outcome;
    const ms = clock.nowMs() - startedMs;
    if (failure === undefined) logger.info({ ms, bytes }, 'copy made and verified');
    else {
      logger.error({ code: failure, ms }, 'copy failed');
      const isNoted = (readCopyStatus(folder).lastFailureMs ?? 0) >= startedMs;
      // The process ended without a word.
      if (!isNoted) noteCopy(folder, { atMs: clock.nowMs(), error: { code: failure } });
    }
    return outcome;
  };

  const wait = (leastMs: number): void => {
    if (isClosed || everyHours === 0) return;
    const delayMs = delayBeforeCopy(readCopyStatus(folder), everyHours, clock.nowMs());
    const run = (): void => {
      const isDue = delayBeforeCopy(readCopyStatus(folder), everyHours, clock.nowMs()) <= 0;
      if (isDue) void copyNow().finally(() => wait(firstDelayMs));
      else wait(0);
    };
    // Looked at again at least once an hour: a computer that slept does not count the time.
    timer = setTimeout(run, Math.max(leastMs, Math.min(delayMs, hourMs)));
    timer.unref();
  };

  wait(options.firstDelayMs ?? firstDelayMs);
  return {
    copyNow,
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      child?.kill('SIGTERM');
    },
  };
}
