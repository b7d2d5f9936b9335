import * as A from '@automerge/automerge/slim';
import type { ChangeHash, KeyId } from '@nastavnik/core/kernel';

/** One change inside a sync message. */
export interface UploadedChange {
  readonly hash: ChangeHash;
  readonly deps: readonly ChangeHash[];
  readonly actor: string;
  /** Key id of the device that made it: named by an actor's first change only. */
  readonly author?: string;
  readonly bytes: Uint8Array;
}

/** The changes of a sync message one by one, also where it carries a whole document as one chunk. */
export function uploadedChanges(data: Uint8Array): readonly UploadedChange[] {
  return A.decodeSyncMessage(data)
    .changes.flatMap(singleChanges)
    .map((bytes) => {
      const { hash, deps, actor, author } = A.decodeChange(bytes);
      return {
        hash: hash as ChangeHash,
        deps: deps as ChangeHash[],
        bytes,
        actor,
        ...(author && { author }),
      };
    });
}

/** Whose each actor of a document is; actors of fixed changes are nobody's. */
export function authorsIn(
  doc: A.Doc<unknown> | undefined,
  devices: readonly KeyId[],
): ReadonlyMap<string, KeyId> {
  if (doc === undefined) return new Map();
  return new Map(
    devices.flatMap((kid) => A.getActorsForAuthor(doc, kid).map((actor) => [actor, kid] as const)),
  );
}

/** The same message with only these changes. */
export function withChanges(data: Uint8Array, changes: readonly UploadedChange[]): Uint8Array {
  const message = A.decodeSyncMessage(data);
  return A.encodeSyncMessage({ ...message, changes: changes.map(({ bytes }) => bytes) });
}

const documentChunk = 0;

function singleChanges(chunk: Uint8Array): readonly Uint8Array[] {
  return chunk[8] === documentChunk ? A.getAllChanges(A.load(chunk)) : [chunk];
}
