import type { Refusal } from '@nastavnik/core/kernel';
import type { ServerFrame, ServerFrameOf } from '@nastavnik/core/protocol';
import type { MembershipBook } from '../../membership/membership-book.ts';
import type { RelayTrust } from '../../membership/relay-trust.ts';
import type { ClaimForwarder } from '../claims/claim-forwarder.ts';
import type { CatalogueFollower } from '../following/catalogue-follower.ts';
import type { Countersigner } from '../following/countersigner.ts';
import type { LogFollower } from '../following/log-follower.ts';
import type { PendingAnswers } from './pending-answers.ts';
import type { Settlement } from './settlement.ts';

/** Whom the frames of a relay are for. */
export interface FrameReaders {
  readonly answers: PendingAnswers;
  readonly book: MembershipBook;
  readonly trust: RelayTrust;
  readonly logs: LogFollower;
  readonly catalogue: CatalogueFollower;
  readonly claims: ClaimForwarder;
  readonly countersigner: Countersigner;
  readonly settlement: Settlement;
}

export interface FrameEvents {
  /** Signed in: what must be said at once. */
  readonly onWelcome: () => void;
  /** The relay's logs have been held against those known here. */
  readonly onMet: () => void;
  /** A part of a log has been taken in: a relay may have become the known one by it. */
  readonly onLog: () => void;
  readonly onRejected: (frame: ServerFrameOf<'rejected'>) => Promise<void>;
  /** The relay takes this device's sign-in with a reservation. */
  readonly onReserved: (refusal: Refusal) => void;
  /** The relay has no room for changes. */
  readonly onFull: (refusal: Refusal) => void;
  readonly onQuarantine: () => void;
  /** What a frame asked for could not be done. */
  readonly onFailed: (cause: unknown) => void;
}

/** Gives every frame of the relay that is not automerge-repo's to whom it is for, in order. */
export class IncomingFrames {
  readonly #readers: FrameReaders;
  readonly #events: FrameEvents;
  #line: Promise<void> = Promise.resolve();
  /** Each waits for answers that come as frames, so they do not stand in one line with those. */
  #refusals: Promise<unknown> = Promise.resolve();

  constructor(readers: FrameReaders, events: FrameEvents) {
    this.#readers = readers;
    this.#events = events;
  }

  /** Settles when what has come so far is taken in, refusals apart. */
  taken(): Promise<void> {
    return this.#line;
  }

  /** Settles when nothing is under way any more. */
  async done(): Promise<void> {
    await Promise.all([this.#line, this.#refusals]);
  }

  /** One at a time, in the order of frames; a failure of one does not stop the rest. */
  enqueue(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).catch((cause: unknown) => this.#events.onFailed(cause));
  }

  receive(frame: ServerFrame): void {
    const { answers, logs, catalogue, claims, countersigner, settlement, book } = this.#readers;
    switch (frame.type) {
      case 'welcome':
        return this.#welcome(frame);
      case 'log':
        return this.enqueue(() => logs.receive(frame).then(() => this.#events.onLog()));
      case 'catalogue':
        return this.enqueue(() => catalogue.receive(frame));
      case 'durable':
      case 'aggregated':
        return this.enqueue(() => settlement.settle(frame));
      case 'rejected':
        this.#refusals = Promise.all([this.#refusals, this.#events.onRejected(frame)]);
        return;
      case 'writable':
        return void answers.settle(`writable ${frame.documentId}`, frame);
      case 'receipt':
        return this.enqueue(() => claims.keepReceipt(frame));
      case 'attested':
        return this.enqueue(() => claims.keep(frame));
      case 'sequenced':
        return this.enqueue(() => book.settle(frame.entryId as never));
      case 'refused':
        return this.#refused(frame);
      case 'ticket':
        return void answers.settle(frame.type, frame);
      case 'quarantine':
      case 'quarantined-changes':
        // A decision to discard is answered by what is left.
        if (answers.settle(frame.type, frame)) return;
        return void answers.settle('quarantine-decision', frame);
      case 'quarantine-changed':
        return this.#events.onQuarantine();
      case 'countersigned':
        return this.enqueue(() => countersigner.take(frame));
      case 'restored':
        return this.enqueue(() => logs.restored(frame));
      default:
    }
  }

  #welcome(frame: ServerFrameOf<'welcome'>): void {
    const { trust, logs, catalogue, claims } = this.#readers;
    claims.met(frame.relay);
    this.#events.onWelcome();
    this.enqueue(() => trust.keep(frame.relay.kid));
    this.enqueue(() => logs.welcome(frame).then(() => this.#events.onMet()));
    this.enqueue(() => catalogue.begin());
  }

  #refused({ about, code, params }: ServerFrameOf<'refused'>): void {
    const { answers, book } = this.#readers;
    const refusal: Refusal = params ? { code, params } : { code };
    // A revoked device is let in once more, to hand over what it wrote before it knew.
    if (about === 'auth') return this.#events.onReserved(refusal);
    // It is about no question and no entry.
    if (about === 'storage') return this.#events.onFull(refusal);
    if (answers.refuse(about, refusal)) return;
    const isEntry = book.queued().some(({ entryId }) => entryId === about);
    // A decision is refused by the id of what it was about.
    if (!isEntry && answers.refuse('quarantine-decision', refusal)) return;
    this.enqueue(() => book.settle(about as never, refusal));
  }
}
