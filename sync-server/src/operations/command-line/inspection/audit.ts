import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import { AppError } from '@nastavnik/core/kernel';
import {
  verifyChain,
  type AuditHead,
  type AuditVerdict,
} from '../../../relay/audit/audit-chain.ts';
import type { AuditRecord } from '../../../relay/audit/audit-event.ts';
import { auditTable } from '../../../relay/audit/audit-table.ts';
import { exitCodes, type ExitCode } from '../../exit-codes.ts';
import { UsageError, type Command, type CommandContext } from '../command.ts';
import { withStored } from './with-stored.ts';

const pageSize = 1_000;

/** Page by page: years of records need no more memory than one page. */
function* recordsOf(table: ReturnType<typeof auditTable>, fromSeq: number): Generator<AuditRecord> {
  for (let from = fromSeq; ;) {
    const page = table.read(from, pageSize);
    yield* page;
    if (page.length < pageSize) return;
    from = (page.at(-1)?.seq ?? from) + 1;
  }
}

function firstSeq({ options, texts }: CommandContext): number {
  const seq = Number(options.from ?? '1');
  if (Number.isSafeInteger(seq) && seq >= 1) return seq;
  throw new UsageError(texts.unknownOption(`--from ${options.from}`));
}

/** Records as JSON lines, to a new file or to standard output. */
function exportTrail(context: CommandContext): ExitCode {
  const { options, texts, say, report } = context;
  const from = firstSeq(context);
  const file = options.to === undefined ? undefined : openSync(options.to, 'wx', 0o600);
  try {
    const { count, head } = withStored(context, (db) => {
      const table = auditTable(db);
      let written = 0;
      for (const record of recordsOf(table, from)) {
        const line = JSON.stringify(record);
        if (file === undefined) say(line);
        else writeSync(file, `${line}\n`);
        written += 1;
      }
      return { count: written, head: table.head() };
    });
    if (options.to !== undefined) say(texts.watching.auditExported(count, options.to));
    report({ count, head, ...(options.to !== undefined && { file: options.to }) });
  } finally {
    if (file !== undefined) closeSync(file);
  }
  return exitCodes.done;
}

/** `SEQ:HASH`, as `audit verify` prints it and as it is noted on paper. */
function knownHead({ options, texts }: CommandContext): AuditHead | undefined {
  if (options.head === undefined) return undefined;
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(options.head) ?? [];
  if (seq === undefined || hash === undefined) {
    throw new UsageError(texts.unknownOption(`--head ${options.head}`));
  }
  return { seq: Number(seq), hash };
}

function readExported(path: string): AuditRecord[] {
  if (!existsSync(path)) throw new AppError('file-malformed');
  const lines = readFileSync(path, 'utf8').split('\n');
  try {
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as AuditRecord);
  } catch (error) {
    throw new AppError('file-malformed', {}, error);
  }
}

function verifyTrail(context: CommandContext): ExitCode {
  const { words, texts, say, report } = context;
  const known = knownHead(context);
  const [, , path] = words;
  const verdict: AuditVerdict =
    path === undefined
      ? withStored(context, (db) => verifyChain(recordsOf(auditTable(db), 1), known))
      : verifyChain(readExported(path), known);
  report(verdict);
  if (!verdict.ok) {
    say(texts.watching.auditBroken(verdict.seq));
    return exitCodes.io;
  }
  const { seq, hash } = verdict.head;
  say(texts.watching.auditWhole(seq, `${seq}:${hash}`));
  return exitCodes.done;
}

/**
 * `audit export` writes the chained records as JSON lines; `audit verify [FILE]` follows the chain
 * of the relay or of an exported file, and through a head noted earlier.
 */
export const audit: Command = (context) => {
  const { words, texts } = context;
  if (words[1] === 'export') return Promise.resolve(exportTrail(context));
  if (words[1] === 'verify') return Promise.resolve(verifyTrail(context));
  return Promise.reject(new UsageError(texts.unknownCommand(words.join(' '))));
};
