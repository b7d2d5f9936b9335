import { existsSync, mkdirSync } from 'node:fs';
import { AppError, systemRandom } from '@nastavnik/core/kernel';
import { copySettings } from '../../copies/folder/copy-settings.ts';
import { startCopySchedule, type CopySchedule } from '../../copies/schedule/copy-schedule.ts';
import { startRelayService, type RelayService } from '../../serving/relay-service.ts';
import { createLogger } from '../../serving/create-logger.ts';
import { superviseBy } from '../../serving/supervisor.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Command } from '../command.ts';

/** The relay drains for eight seconds at most; a second more for the files to close. */
const longestStopMs = 9_500;

/** Rejects when the disk is lost, once people have been told to come back later. */
async function failOn(service: RelayService): Promise<never> {
  const error = await service.lost;
  setTimeout(() => process.exit(exitCodes.io), longestStopMs).unref();
  await service.close().catch(() => undefined);
  throw error;
}

/**
 * `serve`: runs the relay until SIGTERM or SIGINT, then drains and ends with 0; a second signal
 * ends the process at once.
 *
 * @clause O3
 */
export const serve: Command = async (context) => {
  const { loaded, data, env, clock, texts, say, report, onSignal } = context;
  if (!existsSync(data.store)) throw new AppError('store-missing');
  mkdirSync(data.folder, { recursive: true });
  const logger = createLogger(loaded.configuration.log);
  const { promise: stopped, resolve, reject } = Promise.withResolvers<void>();
  const supervisor = superviseBy(env);
  let service: RelayService | undefined;
  let schedule: CopySchedule | undefined;
  let isStopping = false;
  const silence = onSignal((signal) => {
    if (isStopping) process.exit(exitCodes.temporary);
    isStopping = true;
    logger.info({ signal }, 'draining');
    supervisor.stopping();
    say(texts.draining);
    // Whatever hangs, the supervisor gets its process back; what was acknowledged is on disk.
    setTimeout(() => process.exit(exitCodes.internal), longestStopMs).unref();
    service?.close().then(resolve, reject);
  });
  try {
    service = await startRelayService({
      configuration: loaded.configuration,
      data,
      clock,
      random: systemRandom,
      logger,
    });
    const settings = copySettings(loaded, data);
    schedule = startCopySchedule({ settings, data, clock, logger });
    say(texts.listening(service.url));
    report({ url: service.url });
    supervisor.ready();
    // A signal that came while the relay was still starting.
    if (isStopping) await service.close();
    else await Promise.race([stopped, failOn(service)]);
  } finally {
    schedule?.close();
    silence();
    supervisor.close();
  }
  say(texts.stopped);
  return exitCodes.done;
};
