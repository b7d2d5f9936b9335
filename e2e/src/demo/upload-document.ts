import * as A from '@automerge/automerge/slim';
import { signAttestation } from '@nastavnik/core/access';
import {
  startDocument,
  type CommandContext,
  type DocumentKindName,
  type Draft,
} from '@nastavnik/core/documents';
import {
  AppError,
  type ChangeHash,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { OperatorSession } from '@nastavnik/sync-server/operations';

export type Write = (draft: Draft, context: CommandContext) => Result<unknown, Refusal>;

/** A document of a kind with what commands wrote, each as one change authored by the device. */
export function authorDocument(
  kind: DocumentKindName,
  writes: readonly Write[],
  { kid, context }: { readonly kid: string; readonly context: CommandContext },
): { readonly doc: A.Doc<Draft>; readonly hashes: readonly ChangeHash[] } {
  let doc = A.clone<Draft>(startDocument(kind), { author: kid });
  const hashes: ChangeHash[] = [];
  const time = Math.floor(context.clock.nowMs() / 1_000);
  for (const write of writes) {
    doc = A.change<Draft>(doc, { time }, (draft) => {
      const result = write(draft, context);
      if (!result.ok) throw new AppError(result.error.code, result.error.params);
    });
    hashes.push(...(A.getHeads(doc) as ChangeHash[]));
  }
  return { doc, hashes };
}

/**
 * Sends a document through the gate and waits until the relay has it on disk. Throws what the
 * relay rejected it with.
 */
export async function uploadDocument(
  { connection, key }: OperatorSession,
  documentId: DocumentId,
  authored: { readonly doc: A.Doc<Draft>; readonly hashes: readonly ChangeHash[] },
): Promise<void> {
  let { doc } = authored;
  let state = A.initSyncState();
  const wanted = A.getHeads(doc).toSorted().join();
  const speak = (): void => {
    const [next, data] = A.generateSyncMessage(doc, state);
    state = next;
    if (data === null) return;
    connection.send({ type: 'sync', senderId: 'device', targetId: 'relay', documentId, data });
  };
  const rejected = Promise.withResolvers<never>();
  const silence = connection.onFrame((frame) => {
    if (frame.type === 'rejected' && frame.documentId === documentId) {
      rejected.reject(new AppError(frame.code, frame.params));
    }
    if (frame.type !== 'sync' || frame.documentId !== documentId) return;
    [doc, state] = A.receiveSyncMessage(doc, state, frame.data);
    speak();
  });
  try {
    const durable = connection.next(
      'durable',
      (frame) => frame.documentId === documentId && frame.heads.toSorted().join() === wanted,
    );
    speak();
    await Promise.race([durable, rejected.promise]);
    const hashes = [...authored.hashes];
    if (hashes.length === 0) return;
    const sig = await signAttestation(key.signer, { documentId, hashes });
    const receipt = connection.next('receipt', (frame) => frame.documentId === documentId);
    connection.send({ type: 'attest', documentId, hashes, sig });
    await receipt;
  } finally {
    silence();
    connection.send({ type: 'doc-unavailable', senderId: 'device', targetId: 'relay', documentId });
  }
}
