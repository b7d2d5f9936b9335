import type { Finding } from '../finding.ts';

/** Everything `doctor` looks at, in the order in which it says so. Texts are in `../../text`. */
export const checkCodes = [
  'sqlite',
  'journal',
  'schema',
  'content',
  'audit',
  'reports',
  'disk',
  'clock',
  'relay-key',
  'operator-key',
  'copies',
  'relay',
  'address',
  'websocket',
  'certificate',
] as const;

export type CheckCode = (typeof checkCodes)[number];
export type CheckLevel = 'ok' | 'warning' | 'failure';

/** What one look came to. */
export interface Check {
  readonly code: CheckCode;
  readonly level: CheckLevel;
  /** A version, a path, a number: technical, in no language. */
  readonly value: string;
  readonly findings?: readonly Finding[];
}

export const check = (code: CheckCode, level: CheckLevel, value: string | number): Check => ({
  code,
  level,
  value: String(value),
});

/** A look that itself failed is a failure of what it looked at, with the system's code. */
export function failedCheck(code: CheckCode, error: unknown): Check {
  const {
    code: system,
    cause,
    name,
  } = (error ?? {}) as {
    code?: unknown;
    cause?: { code?: unknown };
    name?: unknown;
  };
  const said = system ?? cause?.code ?? name;
  return check(code, 'failure', typeof said === 'string' ? said : 'internal');
}
