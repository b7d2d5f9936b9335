import * as A from '@automerge/automerge/slim';
import {
  ok,
  type ChangeHash,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { signal, type ReadonlySignal } from '@preact/signals';
import type { ChunkKey, SummaryRow } from '../../storage/person-database.ts';
import type { DocumentContext } from './document-context.ts';
import type { WriteState } from './document-status.ts';

/** A change that is only in memory so far. */
export interface UnwrittenChange {
  readonly bytes: Uint8Array;
  /** Absent for a migration, which is nobody's work. */
  readonly own?: { readonly hash: ChangeHash; readonly label: string; readonly atMs: number };
}

type Doc = A.Doc<unknown>;

/** A full disk is asked again this often while something is only in memory. */
const retryMs = 2_000;

/** Brings one document's changes to the database, and keeps at it while the database refuses. */
export class DocumentWriter {
  readonly #context: DocumentContext;
  readonly #documentId: DocumentId;
  readonly #summaryOf: (doc: Doc | undefined) => SummaryRow | undefined;
  readonly #state = signal<WriteState>({ pending: 0 });
  #unwritten: readonly UnwrittenChange[] = [];
  /** Everything up to these heads is in the database, or on its way there. */
  #writtenHeads: A.Heads = [];
  /** What came from the relay and has not been begun to be written. */
  #received: Doc | undefined;
  #receiving: Promise<void> | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #isStopped = false;

  constructor(
    context: DocumentContext,
    documentId: DocumentId,
    summaryOf: (doc: Doc | undefined) => SummaryRow | undefined,
  ) {
    this.#context = context;
    this.#documentId = documentId;
    this.#summaryOf = summaryOf;
  }

  get state(): ReadonlySignal<WriteState> {
    return this.#state;
  }

  /** True while own work is not on the disk: then somebody has to try again. */
  get isUnwritten(): boolean {
    return this.#state.value.pending > 0 || this.#unwritten.length > 0;
  }

  /** Own changes that the database has refused so far. */
  get unwritten(): readonly Uint8Array[] {
    return this.#unwritten.map((change) => change.bytes);
  }

  /**
   * Own work, with its rows for the list of waiting changes, in one transaction. Others are told of
   * it as soon as it is out of this page; ok, and no longer `pending`, once the disk has it.
   */
  async writeOwn(changes: readonly UnwrittenChange[]): Promise<Result<void, Refusal>> {
    const { journal, channel, outbox } = this.#context;
    const documentId = this.#documentId;
    const all = [...this.#unwritten, ...changes];
    this.#unwritten = [];
    this.#state.value = { ...this.#state.value, pending: this.#state.value.pending + 1 };
    const rows = all.map(({ bytes, own }) =>
      own ? { bytes, waiting: { documentId, ...own } } : { bytes },
    );
    const onTaken = (keys: readonly ChunkKey[]): void => {
      outbox.add(rows.flatMap(({ waiting }) => (waiting ? [waiting] : [])));
      channel.post({ type: 'written', documentId, keys });
    };
    const written = await journal.recordOwn(documentId, rows, this.#summaryOf(undefined), onTaken);
    const pending = this.#state.value.pending - 1;
    this.#told(written);
    if (!written.ok) {
      this.#unwritten = [...all, ...this.#unwritten];
      this.#state.value = { pending, failure: written.error };
      return written;
    }
    const { failure } = this.#state.value;
    const isStillFailing = failure !== undefined && this.#unwritten.length > 0;
    this.#state.value = isStillFailing ? { pending, failure } : { pending };
    return ok(undefined);
  }

  /** What the database or a command has brought the document to; `before` it was there. */
  follow(before: A.Heads, after: A.Heads): void {
    if (before.join() === this.#writtenHeads.join()) this.#writtenHeads = after;
  }

  /** Writes what came from the relay: one at a time, the newest state of the document. */
  receive(doc: Doc): void {
    this.#received = doc;
    this.#receiving ??= this.#writeReceived().finally(() => (this.#receiving = undefined));
  }

  /** Writes the document as one snapshot, whatever is in the database already. */
  async writeWhole(doc: Doc): Promise<boolean> {
    await this.#receiving;
    this.#writtenHeads = [];
    this.receive(doc);
    await this.#receiving;
    return this.#received === undefined;
  }

  /** Settles when what has come from the relay is out of this page; false where that failed. */
  async settled(): Promise<boolean> {
    await this.#receiving;
    return this.#received === undefined;
  }

  /** The copy in memory is gone. */
  forget(): void {
    this.#writtenHeads = [];
    this.#received = undefined;
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#retryTimer);
    this.forget();
  }

  async #writeReceived(): Promise<void> {
    for (let doc = this.#received; doc !== undefined; doc = this.#received) {
      this.#received = undefined;
      if (await this.#writeOne(doc)) continue;
      this.#received ??= doc;
      return;
    }
  }

  async #writeOne(doc: Doc): Promise<boolean> {
    const since = this.#writtenHeads;
    const heads = A.getHeads(doc);
    const isWhole = since.length === 0 || !A.hasHeads(doc, since);
    const data = isWhole ? A.save(doc) : A.saveSince(doc, since);
    const type = isWhole ? 'snapshot' : 'incremental';
    this.#writtenHeads = heads;
    const documentId = this.#documentId;
    if (data.length === 0) return true;
    const chunk = { type, data, heads: heads as ChangeHash[] } as const;
    const { journal, channel } = this.#context;
    const written = await journal.recordReceived(documentId, chunk, this.#summaryOf(doc));
    this.#told(written);
    if (written.ok) channel.post({ type: 'written', documentId, keys: [written.value] });
    return written.ok;
  }

  #told(written: Result<unknown, Refusal>): void {
    this.#context.onStorage(written.ok ? undefined : written.error);
    if (written.ok) return;
    // Later writes may have counted on this one: the next takes the document as a whole.
    this.#writtenHeads = [];
    clearTimeout(this.#retryTimer);
    if (!this.#isStopped) this.#retryTimer = setTimeout(() => this.#retry(), retryMs);
  }

  #retry(): void {
    if (this.#unwritten.length > 0) void this.writeOwn([]);
    if (this.#received !== undefined) this.receive(this.#received);
  }
}
