import * as A from '@automerge/automerge/slim';
import { fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { DocumentContext } from './open/document-context.ts';
import type { DocumentRegistry } from './open/document-registry.ts';

/**
 * Makes the refused edits once more on top of today's document, as one new change with a new hash:
 * the old one stays refused for ever. What it would do is taken from a merge on a copy.
 */
export async function retryDraft(
  context: DocumentContext,
  registry: DocumentRegistry,
  draftId: string,
): Promise<Result<void, Refusal>> {
  const draft = await context.sources.db.get('drafts', draftId);
  if (draft === undefined) return fail({ code: 'not-found' });
  const document = registry.open(draft.documentId);
  try {
    await document.loaded;
    const { doc } = document;
    if (doc === undefined) return fail({ code: 'document-unavailable' });
    const [merged] = A.applyChanges(A.clone(doc), [...draft.changes]);
    const patches = A.diff(merged, A.getHeads(doc), A.getHeads(merged));
    if (patches.length === 0) return fail({ code: 'content-changed' });
    const repeat = (target: never): Result<void, Refusal> => {
      A.applyPatches(target, patches);
      return ok(undefined);
    };
    const made = await document.change(draft.labels.join(', '), repeat, undefined);
    if (made.ok) await context.outbox.discardDraft(draftId);
    return made;
  } finally {
    await registry.release(draft.documentId);
  }
}
