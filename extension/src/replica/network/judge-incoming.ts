import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import { fixedChanges, reservedActors } from '@nastavnik/core/documents';
import { AppError, type ChangeHash, type KeyId, type Refusal } from '@nastavnik/core/kernel';
import { storedChanges } from '../storage/history/chunk-split.ts';

/** What is known of one document when changes of it arrive. */
export interface IncomingContext {
  readonly kind: DocumentKindName;
  /** This device: nobody else makes its changes. */
  readonly kid: KeyId;
  /** True for a change that is in this device's copy. */
  readonly isHere: (hash: ChangeHash) => boolean;
  /** Changes this device is known to have made, though its copy lacks them: each with ancestors. */
  readonly claimed: ReadonlySet<string>;
  /** Whose an actor of this device's copy is: only an actor's first change names its author. */
  readonly authorOf: (actor: string) => KeyId | undefined;
  /** True for a device of the membership logs, revoked ones included. */
  readonly isDevice: (kid: KeyId) => boolean;
}

interface Arrived {
  readonly hash: string;
  readonly actor: string;
  readonly seq: number;
  readonly deps: readonly string[];
  readonly author?: string | null;
}

/** The changes a message brings, each by itself: a relay sends several of them end to end. */
function arrivedIn(data: Uint8Array): readonly Arrived[] {
  return A.decodeSyncMessage(data).changes.flatMap((chunk) => {
    const changes = storedChanges(chunk);
    if (changes === undefined) throw new AppError('change-malformed');
    return changes.map((change): Arrived => A.decodeChange(change));
  });
}

/** Own claims with all that they stand on, as far as this message shows it. */
function claimedWith(claimed: ReadonlySet<string>, changes: readonly Arrived[]): Set<string> {
  const byHash = new Map(changes.map((change) => [change.hash, change]));
  const covered = new Set<string>();
  const waiting = [...claimed];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (covered.has(hash)) continue;
    covered.add(hash);
    waiting.push(...(byHash.get(hash)?.deps ?? []));
  }
  return covered;
}

/**
 * What a device itself checks of the changes a relay brings: that the fixed ones are those of the
 * document's kind and nothing else begins it, that authors are devices of the logs, and that what
 * is signed with this device's own name was made here. The rest is the gate's (decision 8).
 */
export function judgeIncoming(data: Uint8Array, context: IncomingContext): Refusal | undefined {
  let arrived: readonly Arrived[];
  try {
    arrived = arrivedIn(data);
  } catch {
    return { code: 'change-malformed' };
  }
  const changes = arrived.filter(({ hash }) => !context.isHere(hash as ChangeHash));
  if (changes.length === 0) return undefined;
  const fixed = new Set<string>(fixedChanges(context.kind).map(({ hash }) => hash));
  const own = claimedWith(context.claimed, changes);
  const named = new Map<string, string>(
    changes.flatMap(({ actor, author }) => (author ? [[actor, author] as const] : [])),
  );
  for (const { hash, actor, seq, deps } of changes) {
    if (fixed.has(hash)) continue;
    if (reservedActors.has(actor)) return { code: 'actor-reserved' };
    if (deps.length === 0) return { code: 'change-unresolvable' };
    const author = context.authorOf(actor) ?? named.get(actor);
    if (author === undefined) {
      // Automerge keeps it aside until the actor's first change comes, which is then judged.
      if (seq > 1) continue;
      return { code: 'author-missing' };
    }
    const isForged = author === context.kid ? !own.has(hash) : !context.isDevice(author as KeyId);
    if (isForged) return { code: 'author-forged' };
  }
  return undefined;
}
