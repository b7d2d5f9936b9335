import type { DocumentId } from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import { rewriteHistory } from '../../storage/history/rewrite.ts';
import { storageFailure } from '../../storage/storage-failure.ts';

export interface RefusalSources {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  /** Documents whose messages belong to a state that is gone. */
  readonly held: Set<DocumentId>;
  readonly send: (frame: ClientFrame) => boolean;
  readonly whenWritable: (documentId: DocumentId) => Promise<unknown>;
}

/** A refusal: the work becomes a draft, the relay's version is taken, and then we go on. */
export async function takeRefusal(
  sources: RefusalSources,
  frame: ServerFrameOf<'rejected'>,
): Promise<void> {
  try {
    await take(sources, frame);
  } catch (cause) {
    // Held until the next sign-in, when the relay says it again: nothing was taken over by halves.
    sources.context.onStorage(storageFailure(cause));
  }
}

async function take(
  { context, registry, held, send, whenWritable }: RefusalSources,
  { documentId, hashes, code, params }: ServerFrameOf<'rejected'>,
): Promise<void> {
  held.add(documentId);
  const kind = context.kindOf(documentId);
  const rewritten = await rewriteHistory(context.sources, documentId, {
    hashes,
    reason: params ? { code, params } : { code },
    ...(kind && { kind }),
  });
  context.channel.post({ type: 'rewritten', documentId, epoch: rewritten.epoch });
  await context.outbox.announce([documentId]);
  await registry.find(documentId)?.reopen();
  const writable = whenWritable(documentId);
  send({ type: 'replaced', documentId, heads: [...rewritten.heads] });
  await writable;
  held.delete(documentId);
  // Messages were held back meanwhile: only a fresh sync state knows nothing of them.
  await registry.find(documentId)?.reopen();
}
