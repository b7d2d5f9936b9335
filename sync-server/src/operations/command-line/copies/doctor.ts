import { existsSync } from 'node:fs';
import { AppError } from '@nastavnik/core/kernel';
import { applyFixes } from '../../copies/examination/apply-fixes.ts';
import { checkAddress } from '../../copies/examination/check-address.ts';
import { checkStore } from '../../copies/examination/check-store.ts';
import { checkSurroundings } from '../../copies/examination/check-surroundings.ts';
import type { Check } from '../../copies/examination/check.ts';
import { copySettings } from '../../copies/folder/copy-settings.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Command, CommandContext } from '../command.ts';
import { sayFindings } from './say-findings.ts';

function sayCheck({ code, level, value, findings = [] }: Check, context: CommandContext): void {
  const { doctor } = context.texts;
  context.say(doctor.line(doctor.levels[level], doctor.names[code], value));
  sayFindings(findings, context);
  if (level !== 'ok') context.say(`    ${doctor.next[code]}`);
}

/** `doctor [--fix] [--full]`: looks at everything, with the relay up or down; writes only on --fix. */
export const doctor: Command = async (context) => {
  const { data, loaded, options, clock, texts, say, report } = context;
  if (!existsSync(data.store)) throw new AppError('store-missing');
  const mended = options.fix === true ? await applyFixes(data) : [];
  for (const code of mended) say(texts.doctor.mended(texts.doctor.names[code]));
  const nowMs = clock.nowMs();
  const checks = [
    ...(await checkStore(data.store, options.full === true)),
    ...(await checkSurroundings(data, copySettings(loaded, data), nowMs)),
    ...(await checkAddress(data, loaded.configuration, nowMs)),
  ];
  for (const check of checks) sayCheck(check, context);
  const failures = checks.filter(({ level }) => level === 'failure').length;
  const warnings = checks.filter(({ level }) => level === 'warning').length;
  say(texts.doctor.summary(failures, warnings));
  report({ well: failures === 0, failures, warnings, mended, checks });
  return failures === 0 ? exitCodes.done : exitCodes.damaged;
};
