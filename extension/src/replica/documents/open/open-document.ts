import * as A from '@automerge/automerge/slim';
import type { DocHandle, DocumentId as RepoDocumentId } from '@automerge/automerge-repo/slim';
import {
  concatBytes,
  fail,
  type ChangeHash,
  type DocumentId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Command, DocumentStatus, DocumentView } from '../../replica.ts';
import type { ChunkKey, SummaryRow } from '../../storage/person-database.ts';
import { siftHistory } from '../../storage/history/rewrite.ts';
import { authoredChange } from './authored-change.ts';
import type { DocumentContext } from './document-context.ts';
import { documentStatus } from './document-status.ts';
import { DocumentWriter, type UnwrittenChange } from './document-writer.ts';
import { summaryOf, viewOf } from './reading.ts';

/** Where a document's newest state comes from: it decides who has to write it down. */
type Source = 'store' | 'command' | 'network';

type Handle = DocHandle<unknown>;
type Doc = A.Doc<unknown>;

/** One document, open in one context. */
export class OpenDocument {
  readonly documentId: DocumentId;
  readonly state = signal<'loading' | 'ready' | 'unavailable'>('loading');
  readonly view = signal<DocumentView | undefined>(undefined);
  readonly status: ReadonlySignal<DocumentStatus>;
  readonly #context: DocumentContext;
  readonly #writer: DocumentWriter;
  #handle: Handle | undefined;
  #loaded: Promise<void>;
  #isLoaded = false;
  #source: Source = 'network';
  #heads: A.Heads = [];

  /** `after`: the same document is just being put away and must be gone first. */
  constructor(context: DocumentContext, documentId: DocumentId, after?: Promise<void>) {
    this.#context = context;
    this.documentId = documentId;
    const summaryOf = (doc = this.doc): SummaryRow | undefined => doc && this.#summaryOf(doc);
    this.#writer = new DocumentWriter(context, documentId, summaryOf);
    this.status = computed(() =>
      documentStatus(context.outbox.view.value, documentId, this.#writer.state.value),
    );
    this.#loaded = (after ?? Promise.resolve()).then(() => this.#load());
  }

  /** Settles when this device's copy, if there is one, has been read. */
  get loaded(): Promise<void> {
    return this.#loaded;
  }

  get isLoaded(): boolean {
    return this.#isLoaded;
  }

  get doc(): Doc | undefined {
    return this.#handle?.isReady() === true ? this.#handle.doc() : undefined;
  }

  /** Those of these changes that this device has made, whoever has sent them here. */
  own(hashes: readonly ChangeHash[]): ReadonlySet<ChangeHash> {
    const { doc } = this;
    if (doc === undefined) return new Set();
    // Only the first change of an actor names its author.
    const actors = new Set<string>(A.getActorsForAuthor(doc, this.#context.kid));
    const isOwn = (hash: ChangeHash): boolean =>
      actors.has(A.inspectChange(doc, hash)?.actor ?? '');
    return new Set(hashes.filter(isOwn));
  }

  /** True while something of this document is only in memory. */
  get isUnwritten(): boolean {
    return this.#writer.isUnwritten;
  }

  /** Runs a command. Both writes are issued before this returns, so a closing page keeps them. */
  async change<Args, Output>(
    label: string,
    command: Command<Args, Output>,
    args: Args,
  ): Promise<Result<Output, Refusal>> {
    const kind = this.#context.kindOf(this.documentId);
    if (this.doc === undefined || kind === undefined) return fail({ code: 'document-unavailable' });
    if (this.view.value?.writable === false) return fail({ code: 'document-newer-schema' });
    const { kid, commandContext } = this.#context;
    const atMs = commandContext.clock.nowMs();
    const changes: UnwrittenChange[] = [];
    let result: Result<Output, Refusal> = fail({ code: 'internal' });
    this.#update('command', (doc) => {
      const made = authoredChange(doc, { kind, kid, context: commandContext, command, args });
      result = made.result;
      changes.push(...made.fixed.map((bytes) => ({ bytes })));
      const { change } = made;
      if (change) changes.push({ bytes: change.bytes, own: { hash: change.hash, label, atMs } });
      return made.doc;
    });
    if (changes.length === 0) return result;
    const written = await this.#writer.writeOwn(changes);
    return written.ok ? result : written;
  }

  /** Takes chunks over that another context of this profile has written. */
  async absorb(keys: readonly ChunkKey[]): Promise<void> {
    await this.#loaded;
    const { journal } = this.#context;
    const chunks = (await journal.read(keys)) ?? (await journal.readAll(this.documentId));
    if (await this.#standsOnRefused(chunks)) return this.reopen();
    this.#update('store', (doc) => A.loadIncremental(doc, concatBytes(...chunks)));
    await this.#mendSummary();
  }

  /** Forgets the copy in memory and reads the database again: its history was rewritten. */
  async reopen(): Promise<void> {
    this.#isLoaded = false;
    this.#loaded = this.#loaded.then(() => this.#letGo()).then(() => this.#load());
    await this.#loaded;
  }

  async close(): Promise<void> {
    await this.#loaded;
    const handle = this.#detach();
    await this.#writer.settled();
    this.#writer.stop();
    await this.#putAway(handle);
  }

  /** Settles when what came from the relay is out of this page; false where that was refused. */
  received(): Promise<boolean> {
    return this.#writer.settled();
  }

  /** Reads the document again: its kind or its right to be written has become known. */
  refresh(): void {
    const { doc } = this;
    if (doc) this.#show(doc);
  }

  async #load(): Promise<void> {
    const { repo, sources, channel, outbox } = this.#context;
    const { documentId } = this;
    const sifted = await siftHistory(sources, documentId);
    if (sifted !== undefined && sifted.moved > 0) {
      channel.post({ type: 'rewritten', documentId, epoch: sifted.epoch });
      await outbox.announce([documentId]);
    }
    const { handle } = repo.findWithProgress<unknown>(documentId as string as RepoDocumentId);
    this.#handle = handle;
    handle.on('heads-changed', ({ doc }) => this.#onHeads(handle, doc));
    await handle.whenReady(['ready', 'requesting', 'unavailable']);
    if (handle.isUnavailable()) await this.#readUnavailable(handle);
    if (handle.isReady()) this.#show(handle.doc());
    else void this.#awaitRelay(handle);
    const lost = this.#writer.unwritten;
    if (lost.length > 0) this.#update('store', (doc) => A.applyChanges(doc, [...lost])[0]);
    this.#isLoaded = true;
  }

  /** Repo keeps an unavailable handle for ever and does not look into the storage again. */
  async #readUnavailable(handle: Handle): Promise<void> {
    const chunks = await this.#context.journal.readAll(this.documentId);
    if (chunks.length === 0) {
      this.state.value = 'unavailable';
      return;
    }
    this.#handle = handle;
    this.#update('store', (doc) => A.loadIncremental(doc, concatBytes(...chunks)));
    if (!handle.isReady()) this.state.value = 'unavailable';
  }

  async #awaitRelay(handle: Handle): Promise<void> {
    try {
      await handle.whenReady(['ready', 'unavailable', 'unloaded']);
    } catch {
      // Repo's own limit of a minute; the document still comes when the relay has it.
    }
    if (handle !== this.#handle) return;
    if (!handle.isReady()) this.state.value = 'unavailable';
    else await this.#rejoin();
  }

  /** Whatever is here joins what came: without its beginning, which was damaged, it could not. */
  async #rejoin(): Promise<void> {
    const chunks = await this.#context.journal.readAll(this.documentId);
    if (chunks.length === 0) return;
    this.#update('store', (doc) => A.loadIncremental(doc, concatBytes(...chunks)));
  }

  /** Writes the copy in memory as a whole, for other contexts to read; false where it could not. */
  async keepWhole(): Promise<boolean> {
    await this.#loaded;
    const { doc } = this;
    if (doc === undefined || A.getHeads(doc).length === 0) return false;
    return this.#writer.writeWhole(doc);
  }

  #onHeads(handle: Handle, doc: Doc): void {
    if (handle !== this.#handle) return;
    const source = handle.inState(['loading']) ? 'store' : this.#source;
    const before = this.#heads;
    this.#heads = A.getHeads(doc);
    if (source === 'network') this.#writer.receive(doc);
    else this.#writer.follow(before, this.#heads);
    this.#show(doc);
  }

  #show(doc: Doc): void {
    const kind = this.#context.kindOf(this.documentId);
    if (kind === undefined) return;
    const view = viewOf(this.documentId, kind, doc);
    batch(() => {
      this.view.value = view;
      this.state.value = 'ready';
    });
    this.#context.summaries.put([summaryOf(view, this.#context.commandContext.clock.nowMs())]);
  }

  #update(source: Source, callback: (doc: Doc) => Doc): void {
    this.#source = source;
    try {
      this.#handle?.update(callback);
    } finally {
      this.#source = 'network';
    }
  }

  /** Before it knew of these changes, this context may have written a summary without them. */
  async #mendSummary(): Promise<void> {
    const { documentId } = this;
    const { sources, channel } = this.#context;
    const summary = this.doc && this.#summaryOf(this.doc);
    const stored = await sources.db.get('summaries', documentId);
    if (summary === undefined || stored?.heads.join() === summary.heads.join()) return;
    await sources.db.put('summaries', summary);
    channel.post({ type: 'written', documentId, keys: [] });
  }

  #summaryOf(doc: Doc): SummaryRow | undefined {
    const kind = this.#context.kindOf(this.documentId);
    if (kind === undefined) return undefined;
    const view = this.view.value;
    const isCurrent = view !== undefined && view.heads.join() === A.getHeads(doc).join();
    const current = isCurrent ? view : viewOf(this.documentId, kind, doc);
    return summaryOf(current, this.#context.commandContext.clock.nowMs());
  }

  /** A window that had not heard of a refusal may write on top of refused changes. */
  async #standsOnRefused(chunks: readonly Uint8Array[]): Promise<boolean> {
    const refused = await this.#context.journal.refusedHashes(this.documentId);
    if (refused.size === 0) return false;
    return chunks.some((chunk) => {
      try {
        const { hash, deps } = A.decodeChange(chunk);
        return refused.has(hash) || deps.some((dep) => refused.has(dep));
      } catch {
        return false;
      }
    });
  }

  async #letGo(): Promise<void> {
    const handle = this.#detach();
    this.#writer.forget();
    await this.#putAway(handle);
  }

  #detach(): Handle | undefined {
    const handle = this.#handle;
    this.#handle = undefined;
    this.#heads = [];
    handle?.removeAllListeners();
    return handle;
  }

  async #putAway(handle: Handle | undefined): Promise<void> {
    if (handle?.isReady() === true) await this.#context.repo.removeFromCache(handle.documentId);
  }
}
