import * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../documents/index.ts';
import { fixedChanges } from '../../documents/index.ts';
import { concatBytes, type KeyId } from '../../kernel/index.ts';

type Doc = A.Doc<Record<string, unknown>>;
type Edit = (draft: Record<string, unknown>) => void;

/** Who the change says it is from; `author` left out makes it unauthored. */
export interface Authorship {
  readonly author?: KeyId | undefined;
  /** Hex; random when left out. */
  readonly actor?: string | undefined;
}

function edited(doc: A.Doc<unknown>, { author }: Authorship, edit: Edit): Doc {
  return A.change(A.clone(doc as Doc, author === undefined ? {} : { author }), edit);
}

const lastOf = (doc: Doc): Uint8Array => {
  const change = A.getLastLocalChange(doc);
  if (change === undefined) throw new TypeError('the edit changed nothing');
  return change;
};

/**
 * The same change under another actor. Automerge itself takes a fresh actor together with an
 * author, so a chosen one has to be written into the decoded change.
 */
function underActor(change: Uint8Array, actor: string): Uint8Array {
  const decoded = A.decodeChange(change);
  const renamed = JSON.stringify(decoded).replaceAll(decoded.actor, actor);
  const { hash: _hash, ...rest } = JSON.parse(renamed) as A.DecodedChange;
  return A.encodeChange(rest);
}

/** One change by any author and actor: forged, unauthored, or under a reserved actor. */
export function changeAs(doc: A.Doc<unknown>, authorship: Authorship, edit: Edit): Uint8Array {
  const change = lastOf(edited(doc, authorship, edit));
  return authorship.actor === undefined ? change : underActor(change, authorship.actor);
}

/** A change under the actor of a kind's genesis, which would break its fixed changes for ever. */
export function reservedActorChange(
  name: DocumentKindName,
  doc: A.Doc<unknown>,
  author: KeyId,
  edit: Edit,
): Uint8Array {
  const [genesis] = fixedChanges(name);
  if (genesis === undefined) throw new TypeError('a kind without genesis');
  return changeAs(doc, { author, actor: genesis.actor }, edit);
}

/** Sets a root name and deletes it again: the difference is empty, the operations are not. */
export function setThenDelete(
  doc: A.Doc<unknown>,
  authorship: Authorship,
  key: string,
  value: string,
): readonly Uint8Array[] {
  const put = edited(doc, authorship, (draft) => {
    draft[key] = new A.ImmutableString(value);
  });
  const putting = lastOf(put);
  const gone = A.change(put, (draft) => {
    delete draft[key];
  });
  return [putting, lastOf(gone)];
}

/**
 * A write into an entity that another device takes away meanwhile. `takeAway` is the change that
 * does so; after both, `write` is seen in no value of the document.
 */
export function writeIntoDeleted(
  doc: A.Doc<unknown>,
  { writer, remover }: { readonly writer: Authorship; readonly remover: Authorship },
  { map, id, write }: { readonly map: string; readonly id: string; readonly write: Edit },
): { readonly write: Uint8Array; readonly takeAway: Uint8Array } {
  const writing = edited(doc, writer, (draft) =>
    write((draft[map] as Record<string, Record<string, unknown>>)[id] ?? {}),
  );
  const removing = edited(doc, remover, (draft) => {
    delete (draft[map] as Record<string, unknown>)[id];
  });
  return { write: lastOf(writing), takeAway: lastOf(removing) };
}

/** A concurrent write that is certain to lose: its actor sorts below every other. */
export const losingWrite = (
  doc: A.Doc<unknown>,
  author: KeyId,
  key: string,
  value: string,
): Uint8Array =>
  changeAs(doc, { author, actor: '00'.repeat(16) }, (draft) => {
    draft[key] = new A.ImmutableString(value);
  });

/** Several changes in one entry, which `decodeChange` refuses and a sync message would apply. */
export const concatenated = (...changes: readonly Uint8Array[]): Uint8Array =>
  concatBytes(...changes);

/** A whole document where a change is expected: chunk type 0. */
export const documentChunk = (doc: A.Doc<unknown>): Uint8Array => A.save(doc);

/** A change without its last bytes. */
export const truncated = (change: Uint8Array, missingBytes = 1): Uint8Array =>
  change.slice(0, Math.max(0, change.length - missingBytes));
