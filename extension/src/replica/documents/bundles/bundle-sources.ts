import { principalOf, type DeviceKey, type SignedEntry } from '@nastavnik/core/access';
import type { AuthorStanding } from '@nastavnik/core/judging';
import type { DocumentId, KeyId, LogId, Refusal, Result } from '@nastavnik/core/kernel';
import type { DocumentContext } from '../open/document-context.ts';
import type { DocumentRegistry } from '../open/document-registry.ts';
import type { OpenDocument } from '../open/open-document.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import type { MembershipStates } from '../../replica.ts';

/** What files of changes are made from and taken into. */
export interface BundleSources {
  readonly book: MembershipBook;
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly device: DeviceKey;
  /** Places a colleague's entry, where the log is in this device's hands. */
  readonly place: (entry: SignedEntry) => Promise<Result<void, Refusal>>;
}

/** True for a log that a device of its people places entries of, as there is no relay. */
export const hasNoRelay = ({ book }: Pick<BundleSources, 'book'>, logId: LogId): boolean => {
  const state = book.states.peek().get(logId);
  return state !== undefined && state.devices.has(state.sequencer.kid);
};

/** What the logs say of a device now. */
export function standingIn(states: MembershipStates, kid: KeyId): AuthorStanding {
  const principal = principalOf(kid, states.values());
  const device = [...states.values()].map(({ devices }) => devices.get(kid)).find(Boolean);
  return {
    kid,
    isRevoked: device !== undefined && principal === undefined,
    ...(principal && { principal }),
    ...(device && { publicKey: { kid, alg: device.alg, publicKey: device.publicKey } }),
  };
}

/** Works on a document of this device while it is open here. */
export async function withDocument<T>(
  { registry }: BundleSources,
  documentId: DocumentId,
  work: (document: OpenDocument) => Promise<T>,
): Promise<T> {
  const document = registry.open(documentId);
  try {
    await document.loaded;
    return await work(document);
  } finally {
    await registry.release(documentId);
  }
}
