import * as A from '@automerge/automerge/slim';
import { isTrap } from './is-trap.ts';

/** One operation as Automerge decodes it; its own types leave half of the fields out. */
export interface RawOperation {
  readonly action: string;
  readonly obj: string;
  /** Present in a map, absent in a list or text. */
  readonly key?: string;
  readonly insert?: boolean;
  readonly value?: unknown;
  /** Says what a number is: a plain one, or a counter or an instant, which no schema has. */
  readonly datatype?: string;
  readonly pred: readonly string[];
}

export interface RawChange {
  readonly actor: string;
  readonly seq: number;
  readonly startOp: number;
  /** Present in an actor's first change only. */
  readonly author?: string | null;
  readonly ops: readonly RawOperation[];
}

/** Undefined where Automerge cannot read the chunk. */
export function decodeChange(bytes: Uint8Array): RawChange | undefined {
  try {
    return A.decodeChange(bytes) as unknown as RawChange;
  } catch (error) {
    if (isTrap(error)) throw error;
    return undefined;
  }
}
