import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { DocumentContext } from './open/document-context.ts';
import type { DocumentRegistry } from './open/document-registry.ts';
import { repeatChanges } from './repeat-changes.ts';

/** Makes refused edits once more, with a new hash: the old one stays refused for ever. */
export async function retryDraft(
  context: DocumentContext,
  registry: DocumentRegistry,
  draftId: string,
): Promise<Result<void, Refusal>> {
  const draft = await context.sources.db.get('drafts', draftId);
  if (draft === undefined) return fail({ code: 'not-found' });
  const document = registry.open(draft.documentId);
  try {
    const made = await repeatChanges(document, draft.labels.join(', '), draft.changes);
    if (!made.ok) return made;
    if (made.value === undefined) return fail({ code: 'content-changed' });
    await context.outbox.discardDraft(draftId);
    return ok(undefined);
  } finally {
    await registry.release(draft.documentId);
  }
}
