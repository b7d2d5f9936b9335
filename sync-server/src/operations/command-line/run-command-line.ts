import { parseArgs } from 'node:util';
import {
  AppError,
  describeRefusal,
  systemClock,
  systemRandom,
  type Clock,
  type Language,
  type RandomSource,
} from '@nastavnik/core/kernel';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { dataFolderOf } from '../configuration/data-folder.ts';
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-codes.ts';
import { operationsEn } from '../text/en.ts';
import { operationsRu, type OperationsTexts } from '../text/ru.ts';
import { commandOptions, commandTable } from './command-table.ts';
import { UsageError, type CommandOptions } from './command.ts';

/** The process as a command line sees it; handed in, so that tests need no process. */
export interface CommandLineProcess {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly onSignal: (listener: (signal: string) => void) => () => void;
  readonly clock?: Clock;
  readonly random?: RandomSource;
}

const flagsOf = (values: { data?: string; host?: string; port?: string }): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      'store.folder': values.data,
      'server.host': values.host,
      'server.port': values.port,
    }).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function parse(args: readonly string[], texts: OperationsTexts) {
  try {
    return parseArgs({
      args: [...args],
      options: commandOptions,
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new UsageError(texts.unknownOption(/'([^']*)'/.exec(said)?.[1] ?? said));
  }
}

/** What went wrong, in one line a person can act on, and as a code for a program. */
function failure(error: unknown, language: Language, texts: OperationsTexts) {
  if (error instanceof UsageError) {
    return { line: error.message, code: 'usage', exitCode: exitCodes.configuration };
  }
  if (error instanceof AppError) {
    const { code, params } = error;
    const line = describeRefusal({ code, params }, language);
    return { line, code, exitCode: exitCodeOf(code) };
  }
  const systemCode = (error as { code?: unknown } | null)?.code;
  if (typeof systemCode === 'string' && /^E[A-Z]+$/.test(systemCode)) {
    const exitCode = systemCode === 'EADDRINUSE' ? exitCodes.temporary : exitCodes.io;
    return { line: texts.systemError(systemCode), code: systemCode, exitCode };
  }
  return {
    line: describeRefusal({ code: 'internal' }, language),
    code: 'internal',
    exitCode: exitCodes.internal,
  };
}

/** Language before the options are known to be good, so that a wrong option is said in it. */
const languageOf = (args: readonly string[]): Language => {
  const at = args.indexOf('--lang');
  return args.includes('--lang=en') || (at >= 0 && args[at + 1] === 'en') ? 'en' : 'ru';
};

async function run(host: CommandLineProcess, language: Language): Promise<ExitCode> {
  const texts = language === 'ru' ? operationsRu : operationsEn;
  const { values, positionals } = parse(host.args, texts);
  const name = positionals[0];
  if (values.help === true || name === undefined) {
    host.out(texts.usage);
    return values.help === true ? exitCodes.done : exitCodes.configuration;
  }
  const command = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
  if (command === undefined) throw new UsageError(texts.unknownCommand(name));
  const loaded = loadConfiguration({
    ...(values.config === undefined ? {} : { path: values.config }),
    env: host.env,
    flags: flagsOf(values),
  });
  const isJson = values.json === true;
  return command({
    // A folder named on the command line is where the person stands, not where the file lies.
    loaded: values.data === undefined ? loaded : { ...loaded, baseFolder: process.cwd() },
    data: dataFolderOf(
      values.data === undefined ? loaded : { ...loaded, baseFolder: process.cwd() },
    ),
    options: values as CommandOptions,
    words: positionals,
    texts,
    language,
    isJson,
    env: host.env,
    clock: host.clock ?? systemClock,
    random: host.random ?? systemRandom,
    say: (text) => {
      if (!isJson) host.out(text);
    },
    report: (result) => {
      if (isJson) host.out(JSON.stringify(result));
    },
    onSignal: host.onSignal,
  });
}

/** Runs one command and returns its exit code; never throws. */
export async function runCommandLine(host: CommandLineProcess): Promise<ExitCode> {
  const language = languageOf(host.args);
  try {
    return await run(host, language);
  } catch (error) {
    const texts = language === 'ru' ? operationsRu : operationsEn;
    const { line, code, exitCode } = failure(error, language, texts);
    host.err(host.args.includes('--json') ? JSON.stringify({ error: code, message: line }) : line);
    return exitCode;
  }
}
