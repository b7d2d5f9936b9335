import type { ErrorCode } from '@nastavnik/core/kernel';

/** How a command ends, after sysexits: supervisors and scripts branch on these. */
export const exitCodes = {
  done: 0,
  /** Something that was checked is not whole. */
  damaged: 65,
  internal: 70,
  io: 74,
  /** Locked or not reachable now: trying again can help. */
  temporary: 75,
  configuration: 78,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const byError: Partial<Record<ErrorCode, ExitCode>> = {
  'config-unknown-key': exitCodes.configuration,
  'config-invalid': exitCodes.configuration,
  'store-newer-version': exitCodes.configuration,
  'store-locked': exitCodes.temporary,
  'relay-unreachable': exitCodes.temporary,
  'relay-draining': exitCodes.temporary,
  'rate-limited': exitCodes.temporary,
  'store-missing': exitCodes.io,
  'storage-full': exitCodes.io,
  'storage-failed': exitCodes.io,
  'relay-storage-full': exitCodes.io,
  'relay-storage-failed': exitCodes.io,
  'store-setting-refused': exitCodes.io,
  'sqlite-too-old': exitCodes.configuration,
  'file-malformed': exitCodes.io,
  'copy-unknown': exitCodes.io,
  'copy-damaged': exitCodes.damaged,
  'copy-foreign': exitCodes.damaged,
  'bundle-malformed': exitCodes.damaged,
  'bundle-too-large': exitCodes.damaged,
  'bundle-newer-version': exitCodes.damaged,
  'bundle-foreign': exitCodes.damaged,
};

export const exitCodeOf = (code: ErrorCode): ExitCode => byError[code] ?? exitCodes.internal;
