import type { Clock, Language, RandomSource } from '@nastavnik/core/kernel';
import type { LoadedConfiguration } from '../configuration/load-configuration.ts';
import type { DataFolder } from '../configuration/data-folder.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { OperationsTexts } from '../text/ru.ts';

/** Options of all commands, as `node:util` parses them. */
export interface CommandOptions {
  readonly name?: string;
  readonly 'time-zone'?: string;
  readonly demo?: boolean;
  readonly role?: readonly string[];
  readonly org?: string;
  readonly person?: string;
  readonly days?: string;
  readonly device?: string;
  readonly from?: string;
  readonly to?: string;
  readonly head?: string;
  readonly redact?: boolean;
  readonly 'dry-run'?: boolean;
  readonly force?: boolean;
  readonly fix?: boolean;
  readonly full?: boolean;
  readonly 'without-key'?: boolean;
}

/** Everything a command is handed; nothing is read from the process elsewhere. */
export interface CommandContext {
  readonly loaded: LoadedConfiguration;
  readonly data: DataFolder;
  readonly options: CommandOptions;
  readonly words: readonly string[];
  readonly texts: OperationsTexts;
  readonly language: Language;
  readonly isJson: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** A line for a person; silent under `--json`. */
  readonly say: (text: string) => void;
  /** The result for a program; silent without `--json`. */
  readonly report: (result: object) => void;
  /** Calls the listener on each SIGTERM or SIGINT; returns the disposer. */
  readonly onSignal: (listener: (signal: string) => void) => () => void;
}

export type Command = (context: CommandContext) => Promise<ExitCode>;

/** A mistake in how a command was called: said in one line, with the exit code of bad settings. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
