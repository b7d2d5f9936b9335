import {
  fail,
  ok,
  type ChangeHash,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { LeaderQuestion } from '../../messaging/profile-channel.ts';
import type { DocumentContext } from './open/document-context.ts';
import type { DocumentRegistry } from './open/document-registry.ts';
import { repeatChanges } from './repeat-changes.ts';

/** Edits of a revoked device as the relay hands them to the curator. */
interface LateChanges {
  readonly documentId: DocumentId;
  readonly changes: readonly Uint8Array[];
}

export interface LateChangesSources {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly ask: (question: LeaderQuestion) => Promise<Result<unknown, Refusal>>;
}

const answerLimitMs = 20_000;

/**
 * Decides on late edits. Accepted ones are written anew under the curator's own name, and leave
 * quarantine only once the relay has them; where the rights table does not let a curator write
 * such things, they stay there and the relay's refusal is given.
 */
export async function decideLateChanges(
  sources: LateChangesSources,
  quarantineId: string,
  decision: 'accept' | 'discard',
): Promise<Result<void, Refusal>> {
  const question = { type: 'quarantine-decision', quarantineId } as const;
  if (decision === 'accept') {
    const late = await askForChanges(sources, quarantineId);
    if (!late.ok) return late;
    const accepted = await rewrite(sources, late.value);
    if (!accepted.ok) return accepted;
  }
  const answer = await sources.ask({ ...question, decision: 'discard' });
  return answer.ok ? ok(undefined) : answer;
}

/** All of the changes, page by page. */
async function askForChanges(
  { ask }: LateChangesSources,
  quarantineId: string,
): Promise<Result<LateChanges, Refusal>> {
  const changes: Uint8Array[] = [];
  for (;;) {
    const from = changes.length;
    const decision = 'accept';
    const answer = await ask({ type: 'quarantine-decision', quarantineId, decision, from });
    if (!answer.ok) return answer;
    const page = answer.value as LateChanges & { readonly more: boolean };
    changes.push(...page.changes);
    if (!page.more || page.changes.length === 0) {
      return ok({ documentId: page.documentId, changes });
    }
  }
}

async function rewrite(
  { context, registry }: LateChangesSources,
  { documentId, changes }: LateChanges,
): Promise<Result<void, Refusal>> {
  const document = registry.open(documentId);
  try {
    const made = await repeatChanges(document, context.kindOf(documentId) ?? '', changes);
    if (!made.ok) return made;
    return made.value === undefined
      ? ok(undefined)
      : await settled(context, documentId, made.value);
  } finally {
    await registry.release(documentId);
  }
}

/** What became of an own change at the relay. */
async function settled(
  { outbox, sources }: DocumentContext,
  documentId: DocumentId,
  hash: ChangeHash,
): Promise<Result<void, Refusal>> {
  const isAnswered = await new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), answerLimitMs);
    const stop = outbox.view.subscribe(({ waiting }) => {
      if (waiting.some((row) => row.hash === hash)) return;
      queueMicrotask(() => {
        clearTimeout(timer);
        stop();
        resolve(true);
      });
    });
  });
  if (!isAnswered) return fail({ code: 'relay-unreachable' });
  const refused = await sources.db.get('refused', [documentId, hash]);
  return refused === undefined ? ok(undefined) : fail(refused.reason);
}
