import { AppError, type DocumentId } from '@nastavnik/core/kernel';
import { ProcessCrashed, ProcessesClosed } from '../process-client.ts';
import type { Answer, Ask, Judgement } from '../process/messages.ts';
import type { Claim } from '@nastavnik/core/judging';
import { CrashRecord } from './keeping/crash-record.ts';
import { JudgedDocument, UnreadableDocument } from './keeping/judged-document.ts';
import { RoomMembers } from './members/room-members.ts';
import { leadingSyncs, type RoomTask, type WorkTask } from './rounds/room-task.ts';
import type { RoomServices } from './room-services.ts';
import { isStorageRefusal } from '../../store/file/storage-error.ts';
import { answerRequests, settleLate, settleRejections } from './rounds/settle-judgement.ts';
import type { Subscriber } from './members/subscriber.ts';
import { SyncRound } from './rounds/sync-round.ts';
import { DocumentHistory } from './syncing/document-history.ts';

/** What came while the last batch was judged and stored is judged as the next one. */
const batchLimit = 64;

/** One document as the relay serves it: a queue, so that nothing overtakes anything. */
export class DocumentRoom {
  readonly documentId: DocumentId;
  readonly #services: RoomServices;
  readonly #members: RoomMembers;
  readonly #onIdle: () => void;
  readonly #tasks: RoomTask[] = [];
  readonly #judged: JudgedDocument;
  #history: DocumentHistory | undefined;
  #isRunning = false;
  #running: Promise<void> = Promise.resolve();
  readonly #crashes = new CrashRecord();
  /** So many of the next messages are tried one by one. */
  #careful = 0;
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(documentId: DocumentId, services: RoomServices, onIdle: () => void) {
    this.documentId = documentId;
    this.#services = services;
    this.#members = new RoomMembers(documentId, services);
    this.#judged = new JudgedDocument(documentId, services);
    this.#onIdle = onIdle;
  }

  /** Released from quarantine: one more crash is enough. */
  watch(): void {
    this.#crashes.watch();
  }

  /** Taken out of service: everybody is turned away. */
  withdraw(): void {
    this.#history = undefined;
    this.#judged.lost();
    this.#work(() => undefined);
  }

  /** Resolves when everything asked for so far has been served. */
  get settled(): Promise<void> {
    return this.#running;
  }

  get subscribers(): Subscriber[] {
    return this.#members.all().map(({ subscriber }) => subscriber);
  }

  sync(subscriber: Subscriber, data: Uint8Array, isRequest: boolean): void {
    this.#add({ type: 'sync', subscriber, data, isRequest });
  }

  /** The peer has taken over our version: it may write again, if it may at all. */
  replaced(subscriber: Subscriber): void {
    this.#work((history) => this.#members.startAnew(subscriber, history));
  }

  leave(connection: string): void {
    if (!this.#members.delete(connection)) return;
    this.#work(() => this.#judged.leave(connection));
  }

  claim(claim: Claim): void {
    this.#work(async () => {
      await this.#judged.ask('claim', { claim });
    });
  }

  /** What aggregation may see. Rejects with `document-quarantined` or `document-unavailable`. */
  async project(): Promise<unknown> {
    return (await this.#read('project')).report;
  }

  /** A roadmap's words; undefined for other kinds. Rejects as `project` does. */
  async words(): Promise<unknown> {
    return (await this.#read('words')).value;
  }

  #read<Type extends 'project' | 'words'>(type: Type): Promise<Answer<Type>> {
    return new Promise((resolve, reject) => {
      const run = async (): Promise<void> => {
        resolve(await this.#judged.ask(type, { none: true } as Ask<Type>));
      };
      this.#work(run, () => reject(new AppError('document-unavailable')));
    });
  }

  /** After a membership entry: those who lost or gained rights get a state that fits. */
  refreshRights(): void {
    if (this.#members.size === 0) return;
    this.#work((history) => this.#members.refresh(history));
  }

  /** The process that held this document is gone, with what waited in it. */
  processLost(): void {
    this.#judged.lost();
    if (this.#members.hasStaged) this.#work((history) => this.#members.restage(history));
  }

  /** The disk has room again: everyone is asked for what was not taken meanwhile. */
  resume(): void {
    if (this.#members.size === 0) return;
    this.#work((history) => this.#members.startAllAnew(history));
  }

  #work(run: WorkTask['run'], giveUp: () => void = () => undefined): void {
    this.#add({ type: 'work', run, giveUp });
  }

  #add(task: RoomTask): void {
    this.#tasks.push(task);
    clearTimeout(this.#idleTimer);
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#running = this.#run().finally(() => {
      this.#isRunning = false;
      this.#waitIdle();
    });
  }

  async #run(): Promise<void> {
    for (let task = this.#tasks[0]; task !== undefined; task = this.#tasks[0]) {
      try {
        const history = await this.#open();
        if (history) await this.#serve(task, history);
        else this.#turnAway();
      } catch (error) {
        await this.#recover(error, task);
      }
    }
  }

  async #serve(task: RoomTask, history: DocumentHistory): Promise<void> {
    if (task.type === 'sync') return this.#serveSyncs(history);
    await task.run(history);
    this.#tasks.shift();
  }

  /** Reads what is stored of the document; undefined when it cannot be served. */
  async #open(): Promise<DocumentHistory | undefined> {
    const { store, record } = this.#services;
    if (record(this.documentId) === undefined) return undefined;
    if (this.#history) return this.#history;
    if (store.document(this.documentId)?.state !== 'open') return undefined;
    const history = await this.#readHistory();
    this.#history = history;
    this.#members.startAllAnew(history);
    return history;
  }

  async #readHistory(): Promise<DocumentHistory> {
    const { store } = this.#services;
    const history = new DocumentHistory(this.documentId, store);
    if (!history.isDamaged) return history;
    await this.#judged.open();
    if (history.covered.length === 0) return history;
    await this.#judged.recall(history.covered);
    return new DocumentHistory(this.documentId, store);
  }

  /** The same answer for a document that does not exist and for one that cannot be served. */
  #turnAway(): void {
    for (const task of this.#tasks.splice(0)) {
      if (task.type === 'work') task.giveUp();
      else task.subscriber.unavailable(this.documentId);
    }
    for (const { subscriber } of this.#members.all()) {
      this.#members.delete(subscriber.connection);
      subscriber.unavailable(this.documentId);
    }
    this.#history = undefined;
    this.#judged.close().catch(() => undefined);
  }

  async #serveSyncs(history: DocumentHistory): Promise<void> {
    const record = this.#services.record(this.documentId);
    const isCareful = this.#careful > 0 || this.#crashes.isWatched;
    const tasks = leadingSyncs(this.#tasks, isCareful ? 1 : batchLimit);
    const served = record
      ? tasks.filter(({ subscriber }) => this.#members.admit(subscriber, record))
      : [];
    if (record === undefined || served.length === 0) return this.#finish(tasks.length);
    const round = new SyncRound(served, this.#members, !this.#services.store.isFull());
    const judgement = await round.judge(this.#judged, record, this.#services);
    this.#crashes.survived();
    if (judgement.isSpoilt) this.#judged.lost();
    if (judgement.isSpoilt && round.writings > 1) {
      // One of them spoils the trial of all: tried one by one, it spoils only its own.
      this.#careful = tasks.length;
      return;
    }
    const isKept = await this.#judged.keep(judgement, this.#members);
    if (!isKept) await this.#readAnew();
    this.#finish(tasks.length);
    await settleLate(judgement, record, this.#members, this.#services);
    const rejections = round.rejections(judgement);
    await settleRejections(rejections, record, this.#members, this.#services);
    if (isKept) this.#answer(round, judgement, history);
    answerRequests(served, this.documentId, this.#services);
    // What came with the last words of a connection has let it in again.
    for (const { subscriber } of served) if (subscriber.isGone) this.leave(subscriber.connection);
  }

  /** What was accepted is on disk: the senders are answered, and everybody hears what is new. */
  #answer(round: SyncRound, judgement: Judgement, before: DocumentHistory): void {
    const { commit, regained, isSpoilt } = judgement;
    const history = regained ? new DocumentHistory(this.documentId, this.#services.store) : before;
    if (regained) this.#history = history;
    else if (commit) history.add(commit.changes);
    round.hear(judgement, history);
    const isNews = commit !== undefined || regained !== undefined;
    this.#members.speak(isNews ? this.#members.connections() : round.senders, history, isNews);
    if (isSpoilt) this.#members.restage(history);
  }

  #finish(tasks: number): void {
    this.#tasks.splice(0, tasks);
    this.#careful = Math.max(0, this.#careful - tasks);
  }

  /** What could not be stored is forgotten: everyone starts anew from what is on disk. */
  async #readAnew(): Promise<void> {
    this.#history = undefined;
    await this.#judged.close();
    if (this.#members.size > 0) this.#work(() => undefined);
  }

  async #recover(error: unknown, task: RoomTask): Promise<void> {
    const { logger, store, clock } = this.#services;
    const { documentId } = this;
    if (error instanceof ProcessesClosed) {
      this.#judged.lost();
      this.#members.clear();
      return this.#turnAway();
    }
    const reason = this.#crashes.note(error);
    if (error instanceof ProcessCrashed) {
      this.#judged.lost();
      logger.warn({ documentId, crashes: this.#crashes.count }, 'document process ended');
      if (!this.#crashes.isTooOften) return;
    } else {
      logger.error({ documentId, error: String(error) }, 'document could not be served');
      if (this.#history && !(error instanceof UnreadableDocument)) {
        return this.#dropTask(task, error);
      }
      // The disk is to blame, not the document.
      if (isStorageRefusal(error)) return this.#turnAway();
    }
    logger.error({ documentId, reason }, 'document quarantined');
    const cause = { reason, atMs: clock.nowMs() };
    await store.quarantineDocument(documentId, cause).catch((fault: unknown) => {
      logger.error({ documentId, error: String(fault) }, 'quarantine could not be noted');
    });
    this.#turnAway();
  }

  async #dropTask(task: RoomTask, error: unknown): Promise<void> {
    if (this.#tasks[0] === task) this.#tasks.shift();
    if (isStorageRefusal(error)) await this.#readAnew();
    if (task.type === 'work') task.giveUp();
    else if (task.subscriber.isGone) this.leave(task.subscriber.connection);
    else if (!isStorageRefusal(error)) task.subscriber.fail();
  }

  #waitIdle(): void {
    if (this.#members.size > 0) return;
    if (this.#history === undefined) return this.#onIdle();
    this.#idleTimer = setTimeout(() => {
      this.#work(() => this.#putAway());
    }, this.#services.idleMs);
    this.#idleTimer.unref();
  }

  async #putAway(): Promise<void> {
    if (this.#tasks.length > 1) return;
    await this.#judged.takeSnapshot();
    if (this.#tasks.length > 1) return;
    this.#history = undefined;
    await this.#judged.close();
  }
}
