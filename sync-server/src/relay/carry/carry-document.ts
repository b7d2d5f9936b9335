import type { ReadDocument } from '@nastavnik/core/bundles';
import type { Claim } from '@nastavnik/core/judging';
import { base64url, type DocumentId, type ErrorCode, type PersonId } from '@nastavnik/core/kernel';
import type { Subscriber } from '../../documents/room/members/subscriber.ts';
import type { SessionServices } from '../../gate/session-services.ts';
import { changesMessage } from './sync-message.ts';

/** Well below what one message may hold, so that a long document does not block its neighbours. */
const messageChanges = 500;
const messageBytes = 262_144;

/** What became of one document of a file. */
export interface CarriedDocument {
  readonly documentId: DocumentId;
  /** Changes that are on this relay's disk now and were not before. */
  readonly taken: number;
  readonly known: number;
  readonly refused: number;
  /** Neither here nor refused: what they stand on was refused, or the document cannot be served. */
  readonly waiting: number;
  /** The first reason. */
  readonly code?: ErrorCode;
}

function* batches(changes: Iterable<Uint8Array>): Generator<Uint8Array[]> {
  let batch: Uint8Array[] = [];
  let bytes = 0;
  for (const change of changes) {
    if (batch.length === messageChanges || bytes + change.length > messageBytes) {
      if (batch.length > 0) yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(change);
    bytes += change.length;
  }
  if (batch.length > 0) yield batch;
}

/** A peer of the room that brings and hears nothing; its key is the relay's, which writes nothing. */
function carrier({ relay, random }: SessionServices) {
  const refused = new Set<string>();
  let code: ErrorCode | undefined;
  const ignore = (): void => undefined;
  const note = (reason: ErrorCode): void => {
    code ??= reason;
  };
  const subscriber: Subscriber = {
    connection: `carry-${base64url.encode(random.bytes(9))}`,
    kid: relay.kid,
    personId: '' as PersonId,
    isGone: false,
    sync: ignore,
    writable: ignore,
    durable: ignore,
    aggregated: ignore,
    admitted: ignore,
    unavailable: () => note('document-unavailable'),
    rejected: (_documentId, hashes, refusal) => {
      for (const hash of hashes) refused.add(hash);
      note(refusal.code);
    },
    fail: () => note('storage-failed'),
  };
  return { subscriber, refused, reason: () => code };
}

/**
 * Brings the changes of one document into its room, where they are judged, stored and passed on as
 * those of a connection are. Only what devices have signed for can be anybody's.
 */
export async function carryDocument(
  { documentId, changes }: Pick<ReadDocument, 'documentId' | 'changes'>,
  claims: readonly Claim[],
  services: SessionServices,
): Promise<CarriedDocument> {
  const { store, rooms } = services;
  const hashes = [...changes.keys()];
  const before = new Set(store.knownHashes(documentId, hashes));
  const room = rooms.room(documentId);
  const { subscriber, refused, reason } = carrier(services);
  for (const claim of claims) room.claim(claim);
  const fresh = [...changes.values()].filter(({ hash }) => !before.has(hash));
  for (const batch of batches(fresh.map(({ bytes }) => bytes))) {
    const refusedBefore = refused.size;
    room.sync(subscriber, changesMessage(batch), false);
    await room.settled;
    // A refused peer is only read to until it starts anew.
    if (refused.size > refusedBefore) room.replaced(subscriber);
  }
  room.leave(subscriber.connection);
  await room.settled;
  const after = store.knownHashes(documentId, hashes).length;
  const isRefused = [...refused].filter((hash) => changes.has(hash as never)).length;
  const code = reason();
  return {
    documentId,
    taken: after - before.size,
    known: before.size,
    refused: isRefused,
    waiting: hashes.length - after - isRefused,
    ...(code && { code }),
  };
}
