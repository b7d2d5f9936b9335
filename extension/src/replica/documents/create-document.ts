import type { SignedEntry } from '@nastavnik/core/access';
import { fixedChanges } from '@nastavnik/core/documents';
import {
  createDocumentId,
  fail,
  ok,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { NewDocument } from '../replica.ts';
import type { DocumentContext } from './open/document-context.ts';

export interface CreationSources {
  readonly context: DocumentContext;
  readonly submit: (
    document: NewDocument & { documentId: DocumentId },
  ) => Promise<Result<SignedEntry, Refusal>>;
}

/**
 * Begins a document with the fixed changes of its kind, which are the same bytes everywhere and
 * need no author, and announces it. The announcement comes first: a document nobody has announced
 * would wait for ever.
 */
export async function createDocument(
  { context, submit }: CreationSources,
  document: NewDocument,
): Promise<Result<DocumentId, Refusal>> {
  const documentId = createDocumentId(context.commandContext.random);
  const announced = await submit({ ...document, documentId });
  if (!announced.ok) return fail(announced.error);
  const fixed = fixedChanges(document.kind);
  const atMs = context.commandContext.clock.nowMs();
  const last = fixed.at(-1);
  const changes = fixed.map((change) => ({
    bytes: change.bytes,
    ...(change === last && {
      waiting: { documentId, hash: change.hash, atMs, label: '' },
    }),
  }));
  const written = await context.journal.recordOwn(documentId, changes, undefined);
  if (!written.ok) return fail(written.error);
  context.outbox.add(changes.flatMap(({ waiting }) => (waiting ? [waiting] : [])));
  return ok(documentId);
}
