import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { missingFixedChanges, type CommandContext } from '@nastavnik/core/documents';
import type { ChangeHash, KeyId, Refusal, Result } from '@nastavnik/core/kernel';
import type { Command } from '../../replica.ts';

export interface MadeChange {
  readonly bytes: Uint8Array;
  readonly hash: ChangeHash;
}

/** A document after a command; `change` is absent where the command refused or changed nothing. */
export interface AuthoredChange<Output> {
  readonly doc: A.Doc<unknown>;
  readonly result: Result<Output, Refusal>;
  readonly change?: MadeChange;
  /** Structural migrations this device has applied first; authored by nobody. */
  readonly fixed: readonly Uint8Array[];
}

export interface CommandRun<Args, Output> {
  readonly kind: DocumentKindName;
  readonly kid: KeyId;
  readonly context: CommandContext;
  readonly command: Command<Args, Output>;
  readonly args: Args;
}

/** Unwinds `A.change`, which keeps whatever a callback did unless it throws. */
class CommandRefused extends Error {}

/**
 * Runs a command as one change of this device. The author is set on every loaded document anew,
 * because a loaded document has none, under a fresh random actor.
 */
export function authoredChange<Args, Output>(
  doc: A.Doc<unknown>,
  run: CommandRun<Args, Output>,
): AuthoredChange<Output> {
  const fixed = missingFixedChanges(run.kind, doc).map(({ bytes }) => bytes);
  const authored = A.getAuthor(doc) === run.kid ? doc : A.clone(doc, { author: run.kid });
  const [current] = fixed.length > 0 ? A.applyChanges(authored, fixed) : [authored];
  let result: Result<Output, Refusal> = { ok: false, error: { code: 'internal' } };
  const time = Math.floor(run.context.clock.nowMs() / 1_000);
  try {
    const next = A.change(current, { time }, (draft) => {
      result = run.command(draft as never, run.args, run.context);
      if (!result.ok) throw new CommandRefused();
    });
    const change = lastChange(current, next);
    return { doc: next, result, fixed, ...(change && { change }) };
  } catch (cause) {
    if (cause instanceof CommandRefused) return { doc: current, result, fixed };
    throw cause;
  }
}

function lastChange(before: A.Doc<unknown>, after: A.Doc<unknown>): MadeChange | undefined {
  if (before === after) return undefined;
  const bytes = A.getLastLocalChange(after);
  const [hash] = A.getHeads(after);
  return bytes && hash ? { bytes, hash: hash as ChangeHash } : undefined;
}
