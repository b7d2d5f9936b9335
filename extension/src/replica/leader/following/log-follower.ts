import type { LogHead } from '@nastavnik/core/access';
import { contentHash, type LogId } from '@nastavnik/core/kernel';
import { limits, type ClientFrame, type ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import { eraseDocument } from '../../storage/history/erase-document.ts';
import { LogRebuilder } from './log-rebuilder.ts';

export interface FollowerOptions {
  readonly context: DocumentContext;
  readonly registry: DocumentRegistry;
  readonly book: MembershipBook;
  readonly send: (frame: ClientFrame) => boolean;
  /** The relay tells another history than before: nothing more is said to it. */
  readonly onForked: () => void;
  /** The relay sent entries that nobody signed: this connection is over. */
  readonly onForged: () => void;
  /** The relay has less of a document than it once said was on its disk. */
  readonly onRolledBack: () => void;
  /** This person may see more than before: documents are looked for from the beginning. */
  readonly onGrown: () => Promise<void>;
  /** A document is named that the log, as it is known here, does not name. */
  readonly onUnknown: (logId: LogId) => void;
  /** The relay had lost entries and has them all again: what was held back may go. */
  readonly onAgreed: () => void;
  /** Keeps work on documents that are closed to this person, before they are erased. */
  readonly keepWork: () => Promise<void>;
}

/** Keeps the membership logs in step with the relay. */
export class LogFollower {
  readonly #options: FollowerOptions;
  readonly #asked = new Set<LogId>();
  readonly #rebuilder: LogRebuilder;
  /** Logs of which the relay has less than this device. */
  readonly #lost = new Set<LogId>();
  #hasMet = false;

  constructor(options: FollowerOptions) {
    this.#options = options;
    this.#rebuilder = new LogRebuilder(options);
  }

  /**
   * False until the relay is known to have all that this device has of its logs: one restored from
   * a copy would judge changes by rights of another day, and place entries where others stood.
   */
  get agrees(): boolean {
    return this.#hasMet && this.#lost.size === 0;
  }

  /** The connection is gone: the next one says anew what the relay has. */
  forget(): void {
    this.#hasMet = false;
    this.#lost.clear();
    this.#rebuilder.forget();
  }

  /** A document is named that the log does not name. */
  lacks(logId: LogId): void {
    this.#rebuilder.lacks(logId);
  }

  /** Logs of which a part was asked for and has not come. */
  get unanswered(): ReadonlySet<string> {
    return this.#asked;
  }

  async welcome({ logs }: ServerFrameOf<'welcome'>): Promise<void> {
    const { book } = this.#options;
    this.#asked.clear();
    this.forget();
    for (const { logId, seq, hash } of logs) {
      const met = await book.meet(logId, { seq, hash });
      if (!met.ok && book.rolledBack.peek().has(logId)) {
        this.#lost.add(logId);
        await this.#handBack(logId, { seq, hash });
      }
      if (met.ok && met.value.fromSeq !== undefined) this.#ask(logId, met.value.fromSeq);
      this.#stopIfForked(logId);
      await this.#rebuilder.follow(logId);
    }
    this.#hasMet = true;
  }

  /**
   * Asks a relay with an unknown key for what is new in the logs, which may tell of a handover to
   * it; false where it has nothing new. Its word on heads is no evidence against anybody.
   */
  askStranger({ logs }: ServerFrameOf<'welcome'>): boolean {
    const longer = logs.filter(({ logId, seq }) => seq >= this.#nextSeq(logId));
    for (const { logId } of longer) {
      this.#options.send({ type: 'log', logId, fromSeq: this.#nextSeq(logId) });
    }
    return longer.length > 0;
  }

  async receive(frame: ServerFrameOf<'log'>): Promise<void> {
    const { book } = this.#options;
    const { logId, entries, more } = frame;
    this.#asked.delete(logId);
    const next = this.#nextSeq(logId);
    const [first] = entries as readonly { envelope?: { seq?: number } }[];
    if ((first?.envelope?.seq ?? next) > next) {
      // Entries between were not sent yet: pushed while we were catching up.
      this.#ask(logId, next);
      return;
    }
    const appended = await book.append(logId, entries);
    if (!appended.ok) {
      this.#options.onForged();
      return this.#stopIfForked(logId);
    }
    // A relay that promises more and sends nothing would be asked for ever.
    if (more && appended.value > 0) this.#ask(logId, this.#nextSeq(logId));
    await this.#regained(logId, entries.at(-1));
    const isRebuilt = await this.#rebuilder.take(frame);
    if (appended.value > 0 && !more) await this.#rebuilder.follow(logId, next === 0);
    if (appended.value > 0 || isRebuilt) await this.#changed();
  }

  /** Somebody else may have given the relay back what it had lost. */
  async #regained(logId: LogId, last: unknown): Promise<void> {
    const { envelope } = (last ?? {}) as { readonly envelope?: Partial<LogHead> };
    const { seq } = envelope ?? {};
    if (!this.#lost.has(logId) || seq === undefined || seq + 1 < this.#nextSeq(logId)) return;
    await this.#meet(logId, { seq, hash: contentHash(envelope) });
  }

  /** The relay took entries back: it may now stand where this device does. */
  async restored({ logId, seq, hash }: ServerFrameOf<'restored'>): Promise<void> {
    await this.#meet(logId, { seq, hash });
  }

  async #meet(logId: LogId, head: LogHead): Promise<void> {
    const { book, onAgreed } = this.#options;
    const met = await book.meet(logId, head);
    if (met.ok && met.value.fromSeq !== undefined) this.#ask(logId, met.value.fromSeq);
    this.#stopIfForked(logId);
    if (met.ok && this.#lost.delete(logId) && this.#lost.size === 0) onAgreed();
  }

  #ask(logId: LogId, fromSeq: number): void {
    if (this.#options.send({ type: 'log', logId, fromSeq })) this.#asked.add(logId);
  }

  /** What a relay has lost it is given back, if what it still has is the history known here. */
  async #handBack(logId: LogId, head: LogHead): Promise<void> {
    const { book, send } = this.#options;
    const entries = await book.entriesOf(logId);
    const last = entries.find(({ envelope }) => envelope.seq === head.seq);
    if (last === undefined || contentHash(last.envelope) !== head.hash) return;
    const lost = entries.filter(({ envelope }) => envelope.seq > head.seq);
    for (let from = 0; from < lost.length; from += limits.maxLogEntriesPerFrame) {
      const some = lost.slice(from, from + limits.maxLogEntriesPerFrame);
      send({ type: 'restore', logId, entries: some });
    }
  }

  #stopIfForked(logId: LogId): void {
    const broken = this.#options.book.broken.peek().get(logId);
    if (broken) this.#options.onForked();
  }

  #nextSeq(logId: LogId): number {
    return (this.#options.book.states.peek().get(logId)?.seq ?? -1) + 1;
  }

  async #changed(): Promise<void> {
    const { context, registry, book, keepWork } = this.#options;
    await keepWork();
    for (const documentId of book.dropped()) {
      if (registry.find(documentId) === undefined) {
        await eraseDocument(context.sources.db, documentId);
      }
    }
    registry.refresh();
    context.repo.shareConfigChanged();
  }
}
