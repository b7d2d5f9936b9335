import type { Principal } from '@nastavnik/core/access';
import type { ChangeHash, DocumentId, KeyId, PersonId, Refusal } from '@nastavnik/core/kernel';
import {
  decodeFrame,
  limits,
  sessionFrameSchema,
  type ServerFrame,
  type ServerFrameOf,
  type SessionFrame,
} from '@nastavnik/core/protocol';
import type { Subscriber } from '../documents/room/members/subscriber.ts';
import { answerControl, type ControlFrame } from './answers/answer-control.ts';
import {
  attestedFrame,
  forwardedClaim,
  receiptFor,
  latestClaims,
  receiptFrame,
  verifyClaim,
} from './answers/claims.ts';
import type { AttestFrame } from './answers/claims.ts';
import { FrameAllowance } from './flood/frame-allowance.ts';
import { PendingWork } from './flood/pending-work.ts';
import { TokenBucket } from './flood/token-bucket.ts';
import type { FrameSocket } from './frame-socket.ts';
import { relayPresence } from './answers/presence.ts';
import type { SessionServices } from './session-services.ts';

/** A claim may come a moment before its changes are on disk; more than this is not a moment. */
const maxParkedClaims = 100;

type SyncFrame = Extract<SessionFrame, { type: 'sync' | 'request' }>;

/** One signed-in connection. Who speaks is known from the connection, never from a frame. */
export class Session implements Subscriber {
  readonly connection: string;
  readonly kid: KeyId;
  readonly personId: PersonId;
  /** What others know this connection by; the device does not choose it. */
  readonly peerId: string;
  /** Signed in with a revoked key, only to hand over late work. */
  readonly isLate: boolean;
  /** How far the catalogue has been told; undefined for a client that never asked for it. */
  catalogueCursor: number | undefined;
  readonly #socket: FrameSocket;
  readonly #services: SessionServices;
  /** How much presence it may still show. */
  readonly presence: TokenBucket;
  readonly #allowance: FrameAllowance;
  readonly #pending = new PendingWork();
  #parked: AttestFrame[] = [];
  /** What the client's own software calls itself; it only addresses answers by it. */
  #targetId: string;

  constructor(
    identity: { connection: string; kid: KeyId; personId: PersonId },
    socket: FrameSocket,
    services: SessionServices,
  ) {
    this.connection = identity.connection;
    this.kid = identity.kid;
    this.personId = identity.personId;
    this.peerId = `${identity.kid}:${identity.connection}`;
    this.#targetId = this.peerId;
    this.#socket = socket;
    this.#services = services;
    this.isLate = services.logs.principal(identity.kid) === undefined;
    this.#allowance = new FrameAllowance(services.clock);
    const { ephemeralPerSecond, ephemeralBurst } = limits;
    this.presence = new TokenBucket(services.clock, ephemeralPerSecond, ephemeralBurst);
  }

  get isGone(): boolean {
    return this.#socket.isGone;
  }

  /** Rights as they are now; undefined for a revoked device. */
  get principal(): Principal | undefined {
    return this.#services.logs.principal(this.kid);
  }

  /** Gate steps 1 and 2: caps, strict decoding, the schema of the frame. */
  async handle(bytes: Uint8Array): Promise<void> {
    const verdict = this.#allowance.take(bytes.length);
    if (verdict === 'close') return this.#socket.close({ code: 'rate-limited' }, 10_000);
    if (verdict === 'warn') this.send({ type: 'refused', about: 'rate', code: 'rate-limited' });
    const decoded = decodeFrame(bytes, limits.maxFrameBytes);
    if (!decoded.ok) return this.#socket.close(decoded.error);
    const parsed = sessionFrameSchema.safeParse(decoded.value);
    if (!parsed.success) return this.#socket.close({ code: 'frame-malformed' });
    this.#services.observer.frame('in', parsed.data.type, bytes.length);
    await this.#take(parsed.data);
  }

  async #take(frame: SessionFrame): Promise<void> {
    switch (frame.type) {
      case 'join':
        return this.#join(frame.senderId);
      case 'sync':
      case 'request':
        return this.#sync(frame);
      case 'leave':
        return this.#services.rooms.leave(this.connection);
      case 'ephemeral':
        return relayPresence(this, frame, this.#services);
      case 'replaced':
        return this.#replaced(frame.documentId);
      case 'attest':
        return this.#attest(frame);
      case 'doc-unavailable':
      case 'remote-subscription-change':
      case 'remote-heads-changed':
        return undefined;
      default:
        return this.#answer(frame);
    }
  }

  async #answer(frame: ControlFrame): Promise<void> {
    await answerControl(this, this.principal, frame, this.#services);
  }

  #join(senderId: string): void {
    this.#targetId = senderId;
    const { kid } = this.#services.relay;
    this.send({
      type: 'peer',
      senderId: kid,
      targetId: senderId,
      peerMetadata: { storageId: kid, isEphemeral: false },
      selectedProtocolVersion: '1',
    });
  }

  /** Gate step 3: the same answer for a document that is missing and for one that is not theirs. */
  async #sync({ type, documentId, data }: SyncFrame): Promise<void> {
    const { rooms, logs, mayOpen } = this.#services;
    const record = logs.record(documentId);
    if (record === undefined || !mayOpen(this.kid, record)) return this.closed(documentId, type);
    const room = rooms.room(documentId);
    room.sync(this, data, type === 'request');
    await this.#pending.add(data.length, room.settled);
  }

  #replaced(documentId: DocumentId): void {
    const { rooms, logs, mayOpen } = this.#services;
    const record = logs.record(documentId);
    if (record === undefined || !mayOpen(this.kid, record)) {
      return this.closed(documentId, 'replaced');
    }
    rooms.find(documentId)?.replaced(this);
  }

  async #attest(frame: AttestFrame): Promise<void> {
    const { author = this.kid, documentId } = frame;
    const { logs, rooms, mayOpen } = this.#services;
    const record = logs.record(documentId);
    if (record === undefined || !mayOpen(this.kid, record)) {
      return this.closed(documentId, 'attest');
    }
    if (author === this.kid) {
      if (!(await verifyClaim(frame, author, this.#services))) {
        return this.send({ type: 'refused', about: 'attest', code: 'signature-invalid' });
      }
      if (await this.#receipt(frame)) return;
      this.#parked = [...this.#parked.slice(1 - maxParkedClaims), frame];
      return;
    }
    const claim = await forwardedClaim(frame, author, this.#services);
    if (claim.ok) rooms.room(documentId).claim(claim.value);
    else this.send({ type: 'refused', about: 'attest', ...claim.error });
  }

  async #receipt(frame: AttestFrame): Promise<boolean> {
    const attestation = await receiptFor(frame, this.kid, this.#services);
    if (attestation === undefined) return false;
    this.send(receiptFrame(attestation));
    for (const other of this.#services.sessionsOf(frame.documentId)) {
      if (other !== this) other.send(attestedFrame(attestation));
    }
    return true;
  }

  sendCatalogue(frame: ServerFrameOf<'catalogue'>): void {
    this.catalogueCursor = frame.cursor;
    this.send(frame);
  }

  send(frame: ServerFrame): void {
    this.#socket.send(frame);
  }

  close(refusal: Refusal, retryAfterMs = 0): void {
    this.#socket.close(refusal, retryAfterMs);
  }

  sync(documentId: DocumentId, data: Uint8Array): void {
    const senderId = this.#services.relay.kid;
    this.send({ type: 'sync', senderId, targetId: this.#targetId, documentId, data });
  }

  unavailable(documentId: DocumentId): void {
    const senderId = this.#services.relay.kid;
    this.send({ type: 'doc-unavailable', senderId, targetId: this.#targetId, documentId });
  }

  /** Not theirs, or not there: the answer is the same, and the attempt is noted. */
  closed(documentId: DocumentId, frameType: string): void {
    const { kid, personId } = this;
    const code = 'document-unavailable';
    const objects = [frameType, documentId];
    this.#services.audit.note({ event: 'access-refused', kid, personId, code, objects });
    this.unavailable(documentId);
  }

  writable(documentId: DocumentId): void {
    this.send({ type: 'writable', documentId });
  }

  durable(documentId: DocumentId, heads: readonly ChangeHash[], seq: number): void {
    this.send({ type: 'durable', documentId, heads: [...heads], seq });
    const ready = this.#parked.filter((frame) => frame.documentId === documentId);
    this.#parked = this.#parked.filter((frame) => frame.documentId !== documentId);
    for (const frame of ready) {
      this.#receipt(frame).then(
        (isDone) => {
          if (!isDone) this.#parked.push(frame);
        },
        () => this.fail(),
      );
    }
  }

  admitted(documentId: DocumentId): void {
    for (const attestation of latestClaims(documentId, this.#services)) {
      this.send(attestedFrame(attestation));
    }
  }

  aggregated(documentId: DocumentId, heads: readonly ChangeHash[], seq: number): void {
    this.send({ type: 'aggregated', documentId, heads: [...heads], seq });
  }

  rejected(documentId: DocumentId, hashes: readonly ChangeHash[], refusal: Refusal): void {
    this.send({ type: 'rejected', documentId, hashes: [...hashes], ...refusal });
  }

  fail(): void {
    this.close({ code: 'internal' });
  }
}
