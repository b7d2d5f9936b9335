import type { DocumentRecord } from '@nastavnik/core/access';
import type {
  ChangeHash,
  DocumentId,
  ErrorCode,
  KeyId,
  PersonId,
  Refusal,
} from '@nastavnik/core/kernel';
import { limits } from '@nastavnik/core/protocol';
import type { Judgement, LateChanges } from '../../process/messages.ts';
import type { RoomMembers } from '../members/room-members.ts';
import type { RoomServices } from '../room-services.ts';
import type { SyncTask } from './room-task.ts';
import type { Subscriber } from '../members/subscriber.ts';

/** A refusal with the connection that is told. */
export interface SettledRejection extends Refusal {
  readonly connection: string;
  readonly hashes: readonly ChangeHash[];
}

/** One transaction; only after it do heads in answers mean «on disk». False when it failed. */
export async function storeCommit(
  { changes, heads, contributors }: NonNullable<Judgement['commit']>,
  documentId: DocumentId,
  members: RoomMembers,
  { store, clock, logger, onCommitted }: RoomServices,
): Promise<boolean> {
  try {
    const kid = contributors[0]?.kid;
    if (kid === undefined) throw new TypeError('changes of nobody');
    const atMs = clock.nowMs();
    const seq = await store.commitChanges({ documentId, changes, heads, kid, atMs });
    for (const { connection } of contributors) {
      members.get(connection)?.subscriber.durable(documentId, heads, seq);
    }
    onCommitted();
    return true;
  } catch (error) {
    logger.error({ documentId, error: String(error) }, 'changes could not be stored');
    // With a full disk they stay, are told so, and are asked again when there is room.
    if (store.isFull()) return false;
    for (const { connection } of contributors) members.get(connection)?.subscriber.fail();
    return false;
  }
}

/** Tells each connection what of its work was not taken, and notes it for good. */
export async function settleRejections(
  rejections: readonly SettledRejection[],
  { documentId }: DocumentRecord,
  members: RoomMembers,
  { store, clock, onRejected }: RoomServices,
): Promise<void> {
  const atMs = clock.nowMs();
  for (const { connection, hashes, code, params } of rejections) {
    onRejected();
    const subscriber = members.get(connection)?.subscriber;
    if (subscriber === undefined) continue;
    const { kid } = subscriber;
    if (hashes.length > 0) await store.addRefusal({ documentId, hashes, code, kid, atMs });
    subscriber.rejected(documentId, hashes, { code, ...(params && { params }) });
  }
}

const lateCode: ErrorCode = 'authored-before-revocation';

/** Keeps the late edits of revoked devices for the curator: the same ones once, and not without end. */
export async function settleLate(
  { late }: Judgement,
  record: DocumentRecord,
  members: RoomMembers,
  services: RoomServices,
): Promise<void> {
  for (const changes of late) {
    const personId = services.personOf(changes.kid);
    const isKept =
      personId !== undefined && (await keepOnce(changes, changes.kid, personId, record, services));
    const member = members.get(changes.connection);
    if (member?.conversation.mode !== 'late') continue;
    const code = isKept ? lateCode : 'staging-full';
    member.subscriber.rejected(record.documentId, changes.hashes, { code });
  }
}

async function keepOnce(
  { hashes, changes }: LateChanges,
  kid: KeyId,
  personId: PersonId,
  { documentId, logId, kind }: DocumentRecord,
  { store, clock, newQuarantineId, onQuarantined }: RoomServices,
): Promise<boolean> {
  const waiting = store.quarantine(logId).filter((item) => item.kid === kid);
  const kept = new Set(
    waiting.filter((item) => item.documentId === documentId).flatMap((item) => item.hashes),
  );
  const places = [...hashes.keys()].filter((place) => {
    const hash = hashes[place];
    return hash !== undefined && !kept.has(hash);
  });
  if (places.length === 0) return true;
  const all = [...waiting.flatMap((item) => item.changes), ...changes];
  const bytes = all.reduce((sum, { length }) => sum + length, 0);
  if (bytes > limits.maxQuarantinedBytesPerDevice) return false;
  await store.addQuarantine({
    quarantineId: newQuarantineId(),
    logId,
    documentId,
    kind,
    kid,
    personId,
    hashes: hashes.filter((_, place) => places.includes(place)),
    changes: changes.filter((_, place) => places.includes(place)),
    receivedAtMs: clock.nowMs(),
  });
  onQuarantined(logId);
  return true;
}

/** To one who comes: what is on disk already, and who vouches for it. */
export function tellWhatIsKept(
  subscriber: Subscriber,
  documentId: DocumentId,
  { store }: RoomServices,
): void {
  const row = store.document(documentId);
  if (row && row.heads.length > 0) subscriber.durable(documentId, row.heads, row.seq);
  subscriber.admitted(documentId);
}

/** A stock client that asks for a document nobody has written yet would wait for a minute. */
export function answerRequests(
  served: readonly SyncTask[],
  documentId: DocumentId,
  { store }: RoomServices,
): void {
  if (!served.some(({ isRequest }) => isRequest)) return;
  if (store.document(documentId)?.heads.length !== 0) return;
  for (const { subscriber, isRequest } of served) {
    if (isRequest) subscriber.unavailable(documentId);
  }
}
