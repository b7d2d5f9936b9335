import type { LogHead } from '@nastavnik/core/access';
import { contentHash, type LogId } from '@nastavnik/core/kernel';
import { limits, type ClientFrame, type ServerFrameOf } from '@nastavnik/core/protocol';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';
import type { MembershipBook } from '../../membership/membership-book.ts';
import { eraseDocument } from '../../storage/history/erase-document.ts';

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
}

/** Keeps the membership logs in step with the relay. */
export class LogFollower {
  readonly #options: FollowerOptions;

  constructor(options: FollowerOptions) {
    this.#options = options;
  }

  async welcome({ logs }: ServerFrameOf<'welcome'>): Promise<void> {
    const { book, send } = this.#options;
    for (const { logId, seq, hash } of logs) {
      const met = await book.meet(logId, { seq, hash });
      if (!met.ok && book.rolledBack.peek().has(logId)) await this.#handBack(logId, { seq, hash });
      if (met.ok && met.value.fromSeq !== undefined) {
        send({ type: 'log', logId, fromSeq: met.value.fromSeq });
      }
      this.#stopIfForked(logId);
    }
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

  async receive({ logId, entries, more }: ServerFrameOf<'log'>): Promise<void> {
    const { book, send } = this.#options;
    const next = this.#nextSeq(logId);
    const [first] = entries as readonly { envelope?: { seq?: number } }[];
    if ((first?.envelope?.seq ?? next) > next) {
      // Entries between were not sent yet: pushed while we were catching up.
      send({ type: 'log', logId, fromSeq: next });
      return;
    }
    const appended = await book.append(logId, entries);
    if (!appended.ok) {
      this.#options.onForged();
      return this.#stopIfForked(logId);
    }
    // A relay that promises more and sends nothing would be asked for ever.
    if (more && appended.value > 0) send({ type: 'log', logId, fromSeq: this.#nextSeq(logId) });
    if (appended.value > 0) await this.#changed();
  }

  /** The relay took entries back: it may now stand where this device does. */
  async restored({ logId, seq, hash }: ServerFrameOf<'restored'>): Promise<void> {
    const { book, send } = this.#options;
    const met = await book.meet(logId, { seq, hash });
    if (met.ok && met.value.fromSeq !== undefined) {
      send({ type: 'log', logId, fromSeq: met.value.fromSeq });
    }
    this.#stopIfForked(logId);
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
    const { context, registry, book } = this.#options;
    for (const documentId of book.dropped()) {
      if (registry.find(documentId) === undefined) {
        await eraseDocument(context.sources.db, documentId);
      }
    }
    registry.refresh();
    context.repo.shareConfigChanged();
  }
}
