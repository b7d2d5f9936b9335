import * as A from '@automerge/automerge/slim';
import { startDocument, type DocumentKindName, type Draft } from '../../documents/index.ts';
import { commandContext } from '../command-context.ts';
import { runRandomCommand } from './random-command.ts';

/** One turn: a replica runs a command, or takes what another one has. */
export interface Turn {
  readonly replica: number;
  readonly seed: number;
  /** Replica to merge from instead of running a command. */
  readonly mergeFrom?: number | undefined;
}

/** Plays turns on as many replicas as they name and gives the replicas as they stand, unmerged. */
export function playTurns(
  name: DocumentKindName,
  turns: readonly Turn[],
  count = 3,
): readonly A.Doc<Draft>[] {
  const contexts = Array.from({ length: count }, (_, index) => commandContext(index + 1));
  const origin = startDocument(name);
  const replicas = contexts.map(() => A.clone<Draft>(origin));
  for (const { replica, seed, mergeFrom } of turns) {
    const mine = replicas[replica % count];
    const context = contexts[replica % count];
    const theirs = mergeFrom === undefined ? undefined : replicas[mergeFrom % count];
    if (mine === undefined || context === undefined) continue;
    replicas[replica % count] =
      theirs === undefined || theirs === mine
        ? A.change<Draft>(mine, (draft) => void runRandomCommand(name, draft, seed, context))
        : A.merge<Draft>(mine, theirs);
  }
  return replicas;
}
