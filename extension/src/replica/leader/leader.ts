import { signAttestation, type DeviceKey } from '@nastavnik/core/access';
import {
  fail,
  type ChangeHash,
  type DocumentId,
  type Result,
  type Refusal,
} from '@nastavnik/core/kernel';
import type { ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type {
  ConnectionState,
  LeaderQuestion,
  ProfileMessage,
} from '../../messaging/profile-channel.ts';
import type { DocumentContext } from '../documents/open/document-context.ts';
import type { DocumentRegistry } from '../documents/open/document-registry.ts';
import type { Environment } from '../profile/environment.ts';
import type { MembershipBook } from '../membership/membership-book.ts';
import { RelayAdapter } from '../network/relay-adapter.ts';
import { rewriteHistory } from '../storage/history/rewrite.ts';
import { CatalogueFollower } from './catalogue-follower.ts';
import { ClaimForwarder } from './claim-forwarder.ts';
import { coveredBy } from './covered-changes.ts';
import { LogFollower } from './log-follower.ts';
import { PendingAnswers } from './pending-answers.ts';

export interface LeaderOptions {
  readonly relayUrl: string;
  readonly relayKid?: string | undefined;
  readonly device: DeviceKey;
  readonly environment: Environment;
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly onConnection: (state: ConnectionState) => void;
}

const answerLimitMs = 10_000;

/** The one context of a profile that talks to the relay. */
export class Leader {
  readonly #options: LeaderOptions;
  readonly #adapter: RelayAdapter;
  readonly #answers = new PendingAnswers();
  readonly #held = new Set<DocumentId>();
  /** Documents kept open: those with work that waits, and those a screen looks at. */
  readonly #followed = new Set<DocumentId>();
  readonly #wanted = new Set<DocumentId>();
  readonly #catalogue: CatalogueFollower;
  readonly #logs: LogFollower;
  readonly #claims: ClaimForwarder;
  #frames: Promise<void> = Promise.resolve();
  /** Each waits for answers that come as frames, so they do not stand in one line with those. */
  #refusals: Promise<unknown> = Promise.resolve();
  #connection: ConnectionState = { state: 'connecting' };
  /** What the relay holds against this device though it is connected. */
  #standing: Refusal | undefined;

  constructor(options: LeaderOptions) {
    this.#options = options;
    const { relayUrl, relayKid, device, environment, registry, book, context } = options;
    this.#adapter = new RelayAdapter({
      url: relayUrl,
      relayKid,
      openSocket: environment.openSocket,
      signer: device.signer,
      clock: environment.clock,
      random: environment.random,
      onConnection: (state) => this.#connectionChanged(state),
      onFrame: (frame) => this.#receive(frame),
      prepare: (documentId) => this.#prepare(documentId),
      isHeld: (documentId) => this.#held.has(documentId),
      beforeUpload: (documentId, changes) => this.#claims.forward(documentId, changes),
      onUploaded: (documentId, hashes) => void this.#attest(documentId, hashes),
      onHeads: (documentId, heads) => this.#enqueue(() => this.#relayHas(documentId, heads)),
    });
    const send = this.#adapter.sendFrame.bind(this.#adapter);
    const onForked = (): void => this.#adapter.disconnect();
    this.#claims = new ClaimForwarder(context.sources.db, device.signer.kid, send);
    this.#catalogue = new CatalogueFollower({ context, registry, book, send, onForked });
    this.#logs = new LogFollower({ context, registry, book, send, onForked });
  }

  get connection(): ConnectionState {
    return this.#connection;
  }

  /** Leads until `lost`. */
  async run(lost: AbortSignal): Promise<void> {
    const { context } = this.#options;
    const stop = context.channel.listen((message) => this.#hear(message));
    context.channel.post({ type: 'roll-call' });
    for (const documentId of this.#options.registry.openIds) this.want(documentId);
    this.#followWaiting();
    const unfollow = context.outbox.view.subscribe(() => this.#followWaiting());
    context.repo.networkSubsystem.addNetworkAdapter(this.#adapter);
    await new Promise<void>((resolve) => {
      if (lost.aborted) resolve();
      lost.addEventListener('abort', () => resolve(), { once: true });
    });
    unfollow();
    stop();
    context.repo.networkSubsystem.removeNetworkAdapter(this.#adapter);
    this.#answers.refuseAll({ code: 'relay-unreachable' });
    this.#catalogue.stop();
    await Promise.all([this.#frames, this.#refusals]);
    await Promise.all([...this.#followed].map((id) => this.#options.registry.release(id)));
    this.#followed.clear();
  }

  /** A screen has the document open: it is kept in step with the relay. */
  want(documentId: DocumentId): void {
    this.#wanted.add(documentId);
    this.#follow(documentId);
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
    const connection = this.#standing ? { reason: this.#standing, ...next } : next;
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
    this.#frames = this.#frames.then(work).catch(() => {
      this.#options.context.onStorage({ code: 'storage-failed' });
    });
  }

  #receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.submitQueued();
        this.#enqueue(() => this.#logs.welcome(frame));
        this.#enqueue(() => this.#catalogue.begin());
        return;
      case 'log':
        this.#enqueue(() => this.#logs.receive(frame));
        return;
      case 'catalogue':
        this.#enqueue(() => this.#catalogue.receive(frame));
        return;
      case 'durable':
      case 'aggregated':
        this.#enqueue(() => this.#settle(frame));
        return;
      case 'rejected':
        this.#refusals = Promise.all([this.#refusals, this.#refused(frame)]);
        return;
      case 'writable':
        this.#answers.settle(`writable ${frame.documentId}`, frame);
        return;
      case 'receipt':
        this.#enqueue(() => this.#keepReceipt(frame));
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
        this.#answers.settle(frame.type, frame);
        return;
      case 'quarantine':
        // A decision to discard is answered by what is left.
        if (this.#answers.settle(frame.type, frame)) return;
        this.#answers.settle('quarantine-decision', frame);
        return;
      case 'quarantined-changes':
        this.#answers.settle('quarantine-decision', frame);
        return;
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
    this.#follow(documentId);
    const document = this.#options.registry.find(documentId);
    return document?.isLoaded === true ? undefined : document?.loaded;
  }

  #follow(documentId: DocumentId): void {
    if (this.#followed.has(documentId)) return;
    this.#followed.add(documentId);
    this.#options.registry.open(documentId);
  }

  #followWaiting(): void {
    for (const { documentId } of this.#options.context.outbox.view.peek().waiting) {
      this.#follow(documentId);
    }
  }

  async #attest(documentId: DocumentId, hashes: readonly ChangeHash[]): Promise<void> {
    const waiting = new Set(
      this.#options.context.outbox.waitingFor(documentId).map((row) => row.hash),
    );
    const own = hashes.filter((hash) => waiting.has(hash));
    if (own.length === 0) return;
    const sig = await signAttestation(this.#options.device.signer, { documentId, hashes: own });
    this.#adapter.sendFrame({ type: 'attest', documentId, hashes: own, sig });
  }

  async #keepReceipt(frame: ServerFrameOf<'receipt'>): Promise<void> {
    const { documentId, hashes, sig, atMs } = frame;
    const key: [DocumentId, string] = [documentId, sig];
    await this.#options.context.sources.db.put('receipts', { hashes, sig, atMs }, key);
  }

  async #settle(frame: ServerFrameOf<'durable'> | ServerFrameOf<'aggregated'>): Promise<void> {
    const { outbox, commandContext } = this.#options.context;
    const at = { seq: frame.seq, atMs: commandContext.clock.nowMs() };
    if (frame.type === 'aggregated') return outbox.settleAggregated(frame.documentId, at);
    this.#catalogue.relayHas(frame.documentId, frame.heads);
    const covered = this.#covered(frame.documentId, frame.heads);
    await outbox.settleDurable(frame.documentId, covered, at);
  }

  /** An answer's heads are on the relay's disk: settles what was confirmed while we were away. */
  async #relayHas(documentId: DocumentId, heads: readonly ChangeHash[]): Promise<void> {
    this.#catalogue.relayHas(documentId, heads);
    const covered = this.#covered(documentId, heads);
    const { outbox, commandContext } = this.#options.context;
    if (covered.length > 0) {
      await outbox.settleDurable(documentId, covered, { atMs: commandContext.clock.nowMs() });
    }
  }

  #covered(documentId: DocumentId, heads: readonly ChangeHash[]): readonly ChangeHash[] {
    const waiting = this.#options.context.outbox.waitingFor(documentId).map((row) => row.hash);
    const doc = this.#options.registry.find(documentId)?.doc;
    return doc === undefined ? [] : coveredBy(doc, heads, waiting);
  }

  /** A refusal: the work becomes a draft, the relay's version is taken, and then we go on. */
  async #refused({ documentId, hashes, code, params }: ServerFrameOf<'rejected'>): Promise<void> {
    const { context, registry } = this.#options;
    this.#held.add(documentId);
    const kind = context.kindOf(documentId);
    const rewritten = await rewriteHistory(context.sources, documentId, {
      hashes,
      reason: params ? { code, params } : { code },
      ...(kind && { kind }),
    });
    context.channel.post({ type: 'rewritten', documentId, epoch: rewritten.epoch });
    await context.outbox.announce([documentId]);
    await registry.find(documentId)?.reopen();
    const writable = this.#answers.wait(`writable ${documentId}`, answerLimitMs);
    this.#adapter.sendFrame({ type: 'replaced', documentId, heads: [...rewritten.heads] });
    await writable;
    this.#held.delete(documentId);
    // Messages were held back meanwhile: only a fresh sync state knows nothing of them.
    await registry.find(documentId)?.reopen();
  }
}
