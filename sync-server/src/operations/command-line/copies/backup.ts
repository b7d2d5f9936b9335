import { join } from 'node:path';
import { copyNames, findCopy } from '../../copies/folder/copy-folder.ts';
import { readManifest } from '../../copies/folder/copy-manifest.ts';
import { copySettings } from '../../copies/folder/copy-settings.ts';
import { createCopy } from '../../copies/creation/create-copy.ts';
import { failuresOf } from '../../copies/finding.ts';
import { pruneCopies } from '../../copies/folder/prune-copies.ts';
import { verifyCopy } from '../../copies/creation/verify-copy.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { sayFindings } from './say-findings.ts';

async function create(context: CommandContext): Promise<ExitCode> {
  const { data, loaded, options, clock, texts, say, report } = context;
  const { folder, withRelayKey } = copySettings(loaded, data);
  const isKeyIncluded = withRelayKey && options['without-key'] !== true;
  const job = { data, folder, withRelayKey: isKeyIncluded, clock };
  const { name, path, manifest } = await createCopy(job);
  const { counts, tested } = manifest;
  const isWhole = failuresOf(tested.findings).length === 0;
  say(texts.copies.created(path, counts.documents, counts.changes));
  if (isWhole) say(texts.copies.tested(tested.documents, tested.chunks, tested.entries));
  sayFindings(tested.findings, context);
  say(isKeyIncluded ? texts.copies.keyInside : texts.copies.keyOutside);
  if (!isWhole) say(texts.copies.bad(path));
  report({ name, path, whole: isWhole, ...manifest });
  return isWhole ? exitCodes.done : exitCodes.damaged;
}

async function list({ data, loaded, texts, say, report }: CommandContext): Promise<ExitCode> {
  const { folder } = copySettings(loaded, data);
  const copies = await Promise.all(
    copyNames(folder).map(async (name) => {
      const manifest = await readManifest(join(folder, name));
      const bytes = (manifest?.files ?? []).reduce((sum, file) => sum + file.bytes, 0);
      const isWhole = manifest && failuresOf(manifest.tested.findings).length === 0;
      const state = manifest === undefined ? 'damaged' : isWhole ? 'whole' : 'failed';
      return {
        name,
        bytes,
        state,
        ...(manifest && { createdAtMs: manifest.createdAtMs }),
      } as const;
    }),
  );
  if (copies.length === 0) say(texts.copies.noCopies(folder));
  for (const { name, bytes, state } of copies) {
    say(texts.copies.line(name, bytes, texts.copies.states[state]));
  }
  report({ folder, copies });
  return exitCodes.done;
}

async function verify(context: CommandContext): Promise<ExitCode> {
  const { data, loaded, options, texts, say, report } = context;
  const path = findCopy(copySettings(loaded, data).folder, options.from ?? 'latest');
  const { findings } = await verifyCopy(path);
  const isWhole = failuresOf(findings).length === 0;
  sayFindings(findings, context);
  say(isWhole ? texts.copies.good(path) : texts.copies.bad(path));
  report({ path, whole: isWhole, findings });
  return isWhole ? exitCodes.done : exitCodes.damaged;
}

async function prune(context: CommandContext): Promise<ExitCode> {
  const { data, loaded, clock, texts, say, report } = context;
  const { folder, rotation } = copySettings(loaded, data);
  const { kept, deleted } = await pruneCopies(folder, rotation, clock);
  say(texts.copies.pruned(deleted.length, kept.length));
  report({ kept, deleted });
  return exitCodes.done;
}

/** `backup create | list | verify | prune`; the relay may run or not. */
export const backup: Command = (context) => {
  switch (context.words[1]) {
    case 'create':
      return create(context);
    case 'list':
      return list(context);
    case 'verify':
      return verify(context);
    case 'prune':
      return prune(context);
    default:
      return Promise.reject(new UsageError(context.texts.unknownCommand(context.words.join(' '))));
  }
};
