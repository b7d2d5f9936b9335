import type { DeviceKey } from '@nastavnik/core/access';
import {
  fail,
  type DocumentId,
  type KeyId,
  type Result,
  type Refusal,
} from '@nastavnik/core/kernel';
import type { ClientFrame, ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
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
import { RelayAdapter } from '../network/relay-adapter.ts';
import { followWitnesses } from '../membership/witnesses.ts';
import { RelayTrust } from '../membership/relay-trust.ts';
import { CatalogueFollower } from './following/catalogue-follower.ts';
import { DocumentMender } from './following/document-mender.ts';
import { FollowedDocuments } from './following/followed-documents.ts';
import { ClaimForwarder } from './claim-forwarder.ts';
import { Countersigner } from './following/countersigner.ts';
import { IncomingJudge } from './incoming-judge.ts';
import { LogFollower } from './following/log-follower.ts';
import { watchStall } from './following/watch-stall.ts';
import { storageFailure } from '../storage/storage-failure.ts';
import { OwnClaims } from './own-claims.ts';
import { PendingAnswers } from './pending-answers.ts';
import { Settlement } from './settlement.ts';
import { takeRefusal } from './take-refusal.ts';

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
  readonly #countersigner: Countersigner;
  readonly #trust: RelayTrust;
  readonly #settlement: Settlement;
  #frames: Promise<void> = Promise.resolve();
  /** Each waits for answers that come as frames, so they do not stand in one line with those. */
  #refusals: Promise<unknown> = Promise.resolve();
  #connection: ConnectionState = { state: 'connecting' };
  /** What the relay holds against this device though it is connected. */
  #standing: Refusal | undefined;

  constructor(options: LeaderOptions) {
    this.#options = options;
    const { relayUrl, relayKid, device, environment, registry, book, context } = options;
    this.#trust = new RelayTrust(context.sources.db, book, relayKid);
    const send = (frame: ClientFrame): boolean => this.#adapter.sendFrame(frame);
    const { signer } = device;
    const { kid } = signer;
    const { db } = context.sources;
    const deviceKey: MembershipBook['device'] = (author) => book.device(author);
    this.#own = new OwnClaims({ context, registry, signer, send });
    const authorsOf = (id: DocumentId) => authorsIn(registry.find(id)?.doc, book.devices());
    this.#claims = new ClaimForwarder({ db, kid, send, deviceKey, authorsOf, own: this.#own });
    const { openSocket, clock, random } = environment;
    this.#adapter = new RelayAdapter({
      ...this.#delivery(),
      url: relayUrl,
      openSocket,
      signer,
      clock,
      random,
      isTrusted: (relay) => this.#trust.isTrusted(relay),
      onStranger: (frame) => {
        if (!this.#logs.askStranger(frame)) this.#adapter.hangUp({ code: 'relay-changed' });
      },
      onConnection: (state) => this.#connectionChanged(state),
      onFrame: (frame) => this.#receive(frame),
      beforeUpload: (documentId, changes) => this.#claims.forward(documentId, changes),
      onUploaded: (documentId, hashes) => void this.#own.uploaded(documentId, hashes),
    });
    const onForked = (): void => this.#adapter.disconnect();
    const onRolledBack = (): void => this.#warn({ code: 'relay-rolled-back' });
    const onForged = (): void => this.#adapter.hangUp({ code: 'relay-forged' });
    const following = { context, registry, book, send, onForked, onForged, onRolledBack };
    this.#catalogue = new CatalogueFollower(following);
    this.#logs = new LogFollower(following);
    this.#followed = new FollowedDocuments(context, registry);
    const follow = (documentId: DocumentId): void => this.#followed.follow(documentId);
    this.#mender = new DocumentMender({ context, registry, follow });
    this.#countersigner = new Countersigner(following);
    const listeners = [this.#catalogue, this.#own, this.#mender, this.#countersigner];
    this.#settlement = new Settlement(context, registry, listeners, onRolledBack);
  }

  /** The way of the relay's messages to the Repo. */
  #delivery(): DeliveryOptions {
    const { context, registry, book } = this.#options;
    const claims = this.#claims;
    const settled = (): Promise<void> => this.#frames;
    const own = this.#own;
    const incoming = new IncomingJudge({ context, registry, book, claims, own, settled });
    return {
      prepare: (documentId) => this.#prepare(documentId),
      isHeld: (documentId) => this.#held.has(documentId),
      judge: (documentId, data) => incoming.judge(documentId, data),
      onForged: (documentId, { code }) => {
        this.#held.add(documentId);
        this.#warn({ code: 'relay-forged', params: { code } });
      },
      onHeads: (documentId, heads) =>
        this.#enqueue(() => this.#settlement.relayHas(documentId, heads)),
    };
  }

  /** Shown as long as this context leads, be the relay connected or not. */
  #warn(refusal: Refusal): void {
    this.#standing ??= refusal;
    const { reason: _before, ...connection } = this.#connection;
    this.#connectionChanged(connection);
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  /** Leads until `lost`. */
  async run(lost: AbortSignal): Promise<void> {
    const { context, book } = this.#options;
    const stop = context.channel.listen((message) => this.#hear(message));
    context.channel.post({ type: 'roll-call' });
    const onEquivocated = (): void => this.#adapter.disconnect();
    const unwitness = followWitnesses({ book, summaries: context.summaries, onEquivocated });
    const unwatch = watchStall(context.outbox.view, this.#adapter);
    const endings = [stop, unwitness, unwatch, this.#followed.start(), this.#mender.start()];
    context.repo.networkSubsystem.addNetworkAdapter(this.#adapter);
    await new Promise<void>((resolve) => {
      if (lost.aborted) resolve();
      lost.addEventListener('abort', () => resolve(), { once: true });
    });
    for (const end of endings) end();
    context.repo.networkSubsystem.removeNetworkAdapter(this.#adapter);
    this.#answers.refuseAll({ code: 'relay-unreachable' });
    this.#catalogue.stop();
    await Promise.all([this.#frames, this.#refusals]);
    await this.#followed.releaseAll();
  }

  /** A screen has the document open: it is kept in step with the relay. */
  want(documentId: DocumentId): void {
    this.#followed.follow(documentId);
  }

  /** Entries that were queued meanwhile. */
  submitQueued(): void {
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
    if (message.type === 'who-leads') this.#connectionChanged(this.#connection);
    if (message.type === 'ask') {
      void this.ask(message.question).then((answer) =>
        this.#options.context.channel.post({ type: 'answer', askId: message.askId, answer }),
      );
    }
  }

  #connectionChanged(next: ConnectionState): void {
    const reason = next.reason ?? this.#standing;
    const connection = reason ? { ...next, reason } : next;
    this.#connection = connection;
    if (connection.state === 'offline' || connection.state === 'stopped') {
      this.#held.clear();
      this.#answers.refuseAll({ code: 'relay-unreachable' });
    }
    this.#options.onConnection(connection);
    this.#options.context.channel.post({ type: 'connection', connection });
  }

  #enqueue(work: () => Promise<void>): void {
    // One at a time, in the order of frames; a failure of one must not stop the rest.
    this.#frames = this.#frames.then(work).catch((cause: unknown) => {
      this.#options.context.onStorage(storageFailure(cause));
    });
  }

  #receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#claims.met(frame.relay);
        this.#own.begin();
        this.submitQueued();
        this.#enqueue(() => this.#trust.keep(frame.relay.kid));
        this.#enqueue(() => this.#logs.welcome(frame));
        this.#enqueue(() => this.#catalogue.begin());
        return;
      case 'log':
        this.#enqueue(() => this.#logs.receive(frame).then(() => this.#adapter.reconsider()));
        return;
      case 'catalogue':
        this.#enqueue(() => this.#catalogue.receive(frame));
        return;
      case 'durable':
      case 'aggregated':
        this.#enqueue(() => this.#settlement.settle(frame));
        return;
      case 'rejected':
        this.#refusals = Promise.all([this.#refusals, this.#refused(frame)]);
        return;
      case 'writable':
        this.#answers.settle(`writable ${frame.documentId}`, frame);
        return;
      case 'receipt':
        this.#enqueue(() => this.#claims.keepReceipt(frame));
        return;
      case 'attested':
        this.#enqueue(() => this.#claims.keep(frame));
        return;
      case 'sequenced':
        this.#enqueue(() => this.#options.book.settle(frame.entryId as never));
        return;
      case 'refused':
        this.#frameRefused(frame);
        return;
      case 'ticket':
        return void this.#answers.settle(frame.type, frame);
      case 'quarantine':
      case 'quarantined-changes':
        // A decision to discard is answered by what is left.
        if (this.#answers.settle(frame.type, frame)) return;
        return void this.#answers.settle('quarantine-decision', frame);
      case 'quarantine-changed':
        return this.#options.onQuarantine();
      case 'countersigned':
        return this.#enqueue(() => this.#countersigner.take(frame));
      case 'restored':
        return this.#enqueue(() => this.#logs.restored(frame));
      default:
    }
  }

  #frameRefused({ about, code, params }: ServerFrameOf<'refused'>): void {
    const refusal: Refusal = params ? { code, params } : { code };
    if (about === 'auth') {
      // A revoked device is let in once more, to hand over what it wrote before it knew.
      this.#standing = refusal;
      return;
    }
    if (this.#answers.refuse(about, refusal)) return;
    const isEntry = this.#options.book.queued().some(({ entryId }) => entryId === about);
    // A decision is refused by the id of what it was about.
    if (!isEntry && this.#answers.refuse('quarantine-decision', refusal)) return;
    this.#enqueue(() => this.#options.book.settle(about as never, refusal));
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
