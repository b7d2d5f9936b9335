import { AppError } from '@nastavnik/core/kernel';
import { findCopy } from '../../copies/folder/copy-folder.ts';
import { copySettings } from '../../copies/folder/copy-settings.ts';
import {
  planRestore,
  restoreCopy,
  type RestorePlan,
} from '../../copies/restoration/restore-copy.ts';
import { exitCodes } from '../../exit-codes.ts';
import { findRunning } from '../../loopback/running-relay.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { sayFindings } from './say-findings.ts';

function sayPlan({ verified, comparison }: RestorePlan, context: CommandContext): void {
  const { texts, say } = context;
  sayFindings(verified.findings, context);
  if (comparison === undefined) return say(texts.copies.nothingToCompare);
  for (const [key, label] of Object.entries(texts.copies.comparison)) {
    say(`${label}: ${comparison[key as keyof typeof comparison]}`);
  }
}

/** `restore --from COPY [--dry-run] [--force]`: with the relay stopped; moves aside, never over. */
export const restore: Command = async (context) => {
  const { data, loaded, options, clock, texts, say, report } = context;
  if (options.from === undefined) throw new UsageError(texts.missingOption('from'));
  const copy = findCopy(copySettings(loaded, data).folder, options.from);
  const job = { copy, data, isForced: options.force === true, clock };
  if (options['dry-run'] === true) {
    const plan = await planRestore(job);
    sayPlan(plan, context);
    say(texts.copies.dryRun);
    const { findings } = plan.verified;
    report({ dryRun: true, copy, findings, comparison: plan.comparison ?? null });
    return exitCodes.done;
  }
  if ((await findRunning(data.running)) !== undefined) throw new AppError('store-locked');
  const done = await restoreCopy(job);
  sayPlan(done, context);
  say(texts.copies.restored(data.folder));
  say(texts.copies.aside(done.aside));
  say(texts.copies.afterRestore);
  const { verified, comparison = null, aside } = done;
  report({ copy, aside, findings: verified.findings, comparison });
  return exitCodes.done;
};
