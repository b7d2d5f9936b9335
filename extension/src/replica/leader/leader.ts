import type { DeviceKey } from '@nastavnik/core/access';
import {
  fail,
  type DocumentId,
  type KeyId,
  type LogId,
  type Result,
  type Refusal,
} from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type {
  ConnectionState,
  LeaderQuestion,
  ProfileMessage,
} from '../../messaging/profile-channel.ts';
import type { DocumentContext } from '../documents/open/document-context.ts';
import type { DocumentRegistry } from '../documents/open/document-registry.ts';
import type { Environment } from '../profile/environment.ts';
import type { MembershipBook } from '../membership/membership-book.ts';
import type { DeliveryOptions } from '../network/delivery.ts';
import { authorsIn } from '../network/uploads/upload-changes.ts';
import { RelayAdapter, type RelayAdapterOptions } from '../network/relay-adapter.ts';
import { followWitnesses } from '../membership/witnesses.ts';
import { RelayTrust } from '../membership/relay-trust.ts';
import { CatalogueFollower } from './following/catalogue-follower.ts';
import { ClosedDocuments } from './following/closed-documents.ts';
import { DocumentMender } from './following/document-mender.ts';
import { FollowedDocuments } from './following/followed-documents.ts';
import { ClaimForwarder } from './claims/claim-forwarder.ts';
import { IncomingJudge } from './claims/incoming-judge.ts';
import { OwnClaims } from './claims/own-claims.ts';
import { ConnectionBoard } from './connection-board.ts';
import { Countersigner } from './following/countersigner.ts';
import { LogFollower } from './following/log-follower.ts';
import { RelayRoom } from './following/relay-room.ts';
import { watchStall } from './following/watch-stall.ts';
import { storageFailure } from '../storage/storage-failure.ts';
import { IncomingFrames } from './frames/incoming-frames.ts';
import { PendingAnswers } from './frames/pending-answers.ts';
import { Settlement } from './frames/settlement.ts';
import { takeRefusal } from './frames/take-refusal.ts';

export interface LeaderOptions {
  readonly relayUrl: string;
  readonly relayKid?: KeyId | undefined;
  readonly device: DeviceKey;
  readonly environment: Environment;
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly onConnection: (state: ConnectionState) => void;
  readonly onQuarantine: () => void;
}

const answerLimitMs = 10_000;
/** How long waiting work may stand still over a line that stands. */
const stallMs = 30_000;

/** The one context of a profile that talks to the relay. */
export class Leader {
  readonly #options: LeaderOptions;
  readonly #adapter: RelayAdapter;
  readonly #answers = new PendingAnswers();
  readonly #held = new Set<DocumentId>();
  readonly #followed: FollowedDocuments;
  readonly #mender: DocumentMender;
  readonly #catalogue: CatalogueFollower;
  readonly #logs: LogFollower;
  readonly #claims: ClaimForwarder;
  readonly #own: OwnClaims;
  readonly #trust: RelayTrust;
  readonly #settlement: Settlement;
  readonly #frames: IncomingFrames;
  readonly #board: ConnectionBoard;
  readonly #room: RelayRoom;
  readonly #closed: ClosedDocuments;

  constructor(options: LeaderOptions) {
    this.#options = options;
    const { relayKid, device, registry, book, context } = options;
    const { db } = context.sources;
    this.#trust = new RelayTrust(db, book, relayKid);
    this.#board = new ConnectionBoard((connection) => {
      options.onConnection(connection);
      context.channel.post({ type: 'connection', connection });
    });
    const send = (frame: ClientFrame): boolean => this.#adapter.sendFrame(frame);
    const { signer } = device;
    const { kid } = signer;
    const deviceKey: MembershipBook['device'] = (author) => book.device(author);
    this.#own = new OwnClaims({ context, registry, signer, send });
    const authorsOf = (id: DocumentId) => authorsIn(registry.find(id)?.doc, book.devices());
    this.#claims = new ClaimForwarder({ db, kid, send, deviceKey, authorsOf, own: this.#own });
    this.#adapter = new RelayAdapter(this.#line());
    const onForked = (): void => this.#adapter.disconnect();
    const onRolledBack = (): void => this.#board.warn({ code: 'relay-rolled-back' });
    const onForged = (): void => this.#adapter.hangUp({ code: 'relay-forged' });
    const following = {
      context,
      registry,
      book,
      send,
      onForked,
      onForged,
      onRolledBack,
      onGrown: () => this.#catalogue.restart(),
      onUnknown: (logId: LogId) => this.#logs.lacks(logId),
      onAgreed: () => this.#adapter.restart(),
      keepWork: () => this.#closed.settle(),
    };
    this.#catalogue = new CatalogueFollower(following);
    this.#logs = new LogFollower(following);
    this.#followed = new FollowedDocuments(context, registry);
    const follow = (documentId: DocumentId): void => this.#followed.follow(documentId);
    this.#mender = new DocumentMender({ context, registry, follow });
    const countersigner = new Countersigner(following);
    const listeners = [this.#catalogue, this.#own, this.#mender, countersigner];
    this.#settlement = new Settlement(context, registry, listeners, onRolledBack);
    this.#room = new RelayRoom(context.outbox.view, (refusal) => this.#board.note(refusal));
    this.#frames = this.#readFrames(countersigner);
    const enqueue: IncomingFrames['enqueue'] = (work) => this.#frames.enqueue(work);
    this.#closed = new ClosedDocuments({ context, registry, book, enqueue });
  }

  #readFrames(countersigner: Countersigner): IncomingFrames {
    const { book, context, onQuarantine } = this.#options;
    const readers = {
      answers: this.#answers,
      book,
      trust: this.#trust,
      logs: this.#logs,
      catalogue: this.#catalogue,
      claims: this.#claims,
      countersigner,
      settlement: this.#settlement,
    };
    return new IncomingFrames(readers, {
      onWelcome: () => {
        this.#own.begin();
        this.#settlement.begin();
      },
      onMet: () => this.submitQueued(),
      onLog: () => this.#adapter.reconsider(),
      onRejected: (frame) => this.#refused(frame),
      onReserved: (refusal) => this.#board.hold(refusal),
      onFull: (refusal) => this.#room.isFull(refusal),
      onQuarantine,
      onFailed: (cause) => context.onStorage(storageFailure(cause)),
    });
  }

  /** How this context speaks with its relay. */
  #line(): RelayAdapterOptions {
    const { relayUrl: url, device, environment } = this.#options;
    const { openSocket, clock, random } = environment;
    return {
      ...this.#delivery(),
      url,
      openSocket,
      signer: device.signer,
      clock,
      random,
      isTrusted: (relay) => this.#trust.isTrusted(relay),
      onStranger: (frame) => {
        if (!this.#logs.askStranger(frame)) this.#adapter.hangUp({ code: 'relay-changed' });
      },
      onConnection: (state) => this.#connectionChanged(state),
      onFrame: (frame) => this.#frames.receive(frame),
      beforeUpload: async (documentId, changes) => {
        await this.#frames.taken();
        return this.#logs.agrees ? this.#claims.forward(documentId, changes) : [];
      },
      onUploaded: (documentId, hashes) => void this.#own.uploaded(documentId, hashes),
    };
  }

  /** The way of the relay's messages to the Repo. */
  #delivery(): DeliveryOptions {
    const { context, registry, book } = this.#options;
    const claims = this.#claims;
    const settled = (): Promise<void> => this.#frames.taken();
    const own = this.#own;
    const incoming = new IncomingJudge({ context, registry, book, claims, own, settled });
    return {
      prepare: (documentId) => this.#prepare(documentId),
      isHeld: (documentId) => this.#held.has(documentId),
      judge: (documentId, data) => incoming.judge(documentId, data),
      onForged: (documentId, { code }) => {
        this.#held.add(documentId);
        this.#board.warn({ code: 'relay-forged', params: { code } });
      },
      onUnavailable: (documentId) => this.#frames.enqueue(() => this.#closed.closed(documentId)),
      onHeads: (documentId, heads) =>
        this.#frames.enqueue(() => this.#settlement.relayHas(documentId, heads)),
    };
  }

  /** Leads until `lost`. */
  async run(lost: AbortSignal): Promise<void> {
    const { context, book } = this.#options;
    const stop = context.channel.listen((message) => this.#hear(message));
    context.channel.post({ type: 'roll-call' });
    const onEquivocated = (): void => this.#adapter.disconnect();
    const unwitness = followWitnesses({ book, summaries: context.summaries, onEquivocated });
    const waiting = (): ReadonlySet<string> =>
      new Set(context.outbox.view.peek().waiting.map(({ hash }) => hash));
    const asking = [this.#logs, this.#catalogue, this.#followed];
    const unanswered = (): ReadonlySet<string> =>
      new Set(asking.flatMap((part) => [...part.unanswered]));
    const unwatch = watchStall(waiting, this.#adapter, stallMs);
    const unasked = watchStall(unanswered, this.#adapter, answerLimitMs);
    const parts = [this.#followed, this.#mender, this.#room, this.#closed];
    const followings = parts.map((part) => part.start());
    const unsettle = this.#settlement.start((work) => this.#frames.enqueue(work));
    const endings = [stop, unwitness, unwatch, unasked, unsettle, ...followings];
    context.repo.networkSubsystem.addNetworkAdapter(this.#adapter);
    await new Promise<void>((resolve) => {
      if (lost.aborted) resolve();
      lost.addEventListener('abort', () => resolve(), { once: true });
    });
    for (const end of endings) end();
    context.repo.networkSubsystem.removeNetworkAdapter(this.#adapter);
    this.#answers.refuseAll({ code: 'relay-unreachable' });
    this.#catalogue.stop();
    await this.#frames.done();
    await this.#followed.releaseAll();
  }

  /** A screen has the document open: it is kept in step with the relay. */
  want(documentId: DocumentId): void {
    this.#followed.follow(documentId);
  }

  /** Entries that were queued meanwhile, once the relay has all that came before them. */
  submitQueued(): void {
    if (!this.#logs.agrees) return;
    for (const { entry } of this.#options.book.queued()) {
      this.#adapter.sendFrame({ type: 'submit', entry });
    }
  }

  async ask(question: LeaderQuestion): Promise<Result<unknown, Refusal>> {
    if (!this.#adapter.sendFrame(question)) return fail({ code: 'relay-unreachable' });
    return this.#answers.wait(question.type, answerLimitMs);
  }

  #hear(message: ProfileMessage): void {
    if (message.type === 'interest') this.want(message.documentId);
    if (message.type === 'who-leads') this.#board.change(this.#board.current);
    if (message.type === 'ask') {
      void this.ask(message.question).then((answer) =>
        this.#options.context.channel.post({ type: 'answer', askId: message.askId, answer }),
      );
    }
  }

  #connectionChanged(next: ConnectionState): void {
    if (next.state !== 'online' && next.state !== 'connecting') {
      this.#held.clear();
      this.#logs.forget();
      this.#closed.forget();
      this.#answers.refuseAll({ code: 'relay-unreachable' });
    }
    // Each connection says anew where the relay has no room.
    if (next.state !== 'online') this.#room.forget();
    this.#board.change(next);
  }

  #prepare(documentId: DocumentId): Promise<void> | undefined {
    this.#followed.follow(documentId);
    const document = this.#options.registry.find(documentId);
    return document?.isLoaded === true ? undefined : document?.loaded;
  }

  #refused(frame: ServerFrameOf<'rejected'>): Promise<void> {
    const { context, registry } = this.#options;
    const held = this.#held;
    const send = (answer: ClientFrame): boolean => this.#adapter.sendFrame(answer);
    const whenWritable = (documentId: DocumentId): Promise<unknown> =>
      this.#answers.wait(`writable ${documentId}`, answerLimitMs);
    return takeRefusal({ context, registry, held, send, whenWritable }, frame);
  }
}
