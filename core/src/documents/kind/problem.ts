import type { Role } from '../../domain/index.ts';
import type { ErrorCode } from '../../kernel/index.ts';

/**
 * What a merge left amiss, for a named role to settle; nothing is dropped because of it.
 * `C9` names a stored value that does not fit its place.
 */
export interface Problem {
  readonly rule: 'C9' | 'INV-01' | 'INV-07' | 'INV-08' | 'INV-14' | 'INV-21' | 'INV-22' | 'INV-30';
  readonly code: ErrorCode;
  readonly path: readonly string[];
  readonly resolver: Role;
}

/** What a kind makes of its stored value. */
export interface Interpretation<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}
