import type { DocumentRecord } from '@nastavnik/core/access';
import { AppError, type DocumentId } from '@nastavnik/core/kernel';
import { ProcessCrashed, ProcessesClosed } from '../process-client.ts';
import type { Answer, Ask } from '../process/messages.ts';
import type { Claim } from '@nastavnik/core/judging';
import { CrashRecord } from './crash-record.ts';
import { DocumentKeeper } from './document-keeper.ts';
import { RoomMembers } from './room-members.ts';
import { leadingSyncs, withoutChanges, type RoomTask, type SyncTask } from './room-task.ts';
import type { RoomServices } from './room-services.ts';
import { isStorageRefusal } from '../../store/file/storage-error.ts';
import {
  answerRequests,
  settleLate,
  settleRejections,
  tellWhatIsKept,
} from './settle-judgement.ts';
import type { Subscriber } from './subscriber.ts';

/** What came while the last batch was judged and stored is judged as the next one. */
const batchLimit = 64;

/** One document as the relay serves it: a queue, so that nothing overtakes anything. */
export class DocumentRoom {
  readonly documentId: DocumentId;
  readonly #services: RoomServices;
  readonly #members = new RoomMembers();
  readonly #keeper: DocumentKeeper;
  readonly #onIdle: () => void;
  readonly #tasks: RoomTask[] = [];
  #isOpen = false;
  #isRunning = false;
  #running: Promise<void> = Promise.resolve();
  readonly #crashes = new CrashRecord();
  #idleTimer: NodeJS.Timeout | undefined;

  constructor(documentId: DocumentId, services: RoomServices, onIdle: () => void) {
    this.documentId = documentId;
    this.#services = services;
    this.#keeper = new DocumentKeeper(documentId, services);
    this.#onIdle = onIdle;
  }

  /** Released from quarantine: one more crash is enough. */
  watch(): void {
    this.#crashes.watch();
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
    this.#work(() => this.#startAnew(subscriber));
  }

  leave(connection: string): void {
    if (!this.#members.delete(connection)) return;
    this.#work(async () => {
      await this.#services.pool.ask(this.documentId, 'leave', { connection });
    });
  }

  claim(claim: Claim): void {
    this.#work(async () => {
      await this.#services.pool.ask(this.documentId, 'claim', { claim });
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
        resolve(await this.#services.pool.ask(this.documentId, type, { none: true } as Ask<Type>));
      };
      this.#work(run, () => reject(new AppError('document-unavailable')));
    });
  }

  /** After a membership entry: those who lost or gained rights get a state that fits. */
  refreshRights(): void {
    if (this.#members.size === 0) return;
    this.#work(async () => {
      const record = this.#services.record(this.documentId);
      for (const { subscriber, mode } of this.#members.all()) {
        const now = record && this.#services.modeOf(subscriber.kid, record);
        if (now !== mode) await this.#startAnew(subscriber);
      }
    });
  }

  /** The process that held this document is gone; everyone starts anew from what is stored. */
  processLost(): void {
    this.#isOpen = false;
    if (this.#members.size > 0) this.#work(async () => undefined);
  }

  /** The disk has room again: everyone is asked for what was not taken meanwhile. */
  resume(): void {
    if (this.#members.size === 0) return;
    this.#work(async () => {
      for (const { subscriber } of this.#members.all()) await this.#startAnew(subscriber);
    });
  }

  #work(run: () => Promise<void>, giveUp: () => void = () => undefined): void {
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
        if (await this.#open()) await this.#serve(task);
        else this.#turnAway();
      } catch (error) {
        await this.#recover(error, task);
      }
    }
  }

  async #serve(task: RoomTask): Promise<void> {
    if (task.type === 'sync') return this.#serveSyncs();
    await task.run();
    this.#tasks.shift();
  }

  /** Puts the document into its process; false when it cannot be served. */
  async #open(): Promise<boolean> {
    const record = this.#services.record(this.documentId);
    if (record === undefined) return false;
    if (this.#isOpen) return true;
    if (!(await this.#keeper.load(record.kind))) return false;
    this.#isOpen = true;
    for (const { subscriber } of this.#members.all()) await this.#startAnew(subscriber);
    return true;
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
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#services.pool.ask(this.documentId, 'close', { none: true }).catch(() => undefined);
  }

  async #serveSyncs(): Promise<void> {
    const { pool, record: recordOf, standing } = this.#services;
    const record = recordOf(this.documentId);
    const tasks = leadingSyncs(this.#tasks, this.#crashes.isWatched ? 1 : batchLimit);
    const count = tasks.length;
    const served: SyncTask[] = [];
    for (const task of tasks) if (record && (await this.#admit(task, record))) served.push(task);
    if (record === undefined || served.length === 0) return void this.#tasks.splice(0, count);
    const messages = served.map(({ subscriber, data }) => ({
      connection: subscriber.connection,
      author: standing(subscriber.kid),
      data: this.#services.store.isFull() ? withoutChanges(data) : data,
    }));
    const judgement = await pool.ask(this.documentId, 'receive', { record, messages });
    const isKept = await this.#keeper.keep(judgement, this.#members);
    if (!isKept) await this.#readAnew();
    this.#tasks.splice(0, count);
    await settleLate(judgement, record, this.#members, this.#services);
    await settleRejections(judgement, record, this.#members, this.#services);
    if (isKept) this.#members.send(this.documentId, judgement.outgoing);
    answerRequests(served, this.documentId, this.#services);
    // What came with the last words of a connection has let it in again.
    for (const { subscriber } of served) if (subscriber.isGone) this.leave(subscriber.connection);
  }

  /** What could not be stored is forgotten: everyone starts anew from what is on disk. */
  async #readAnew(): Promise<void> {
    await this.#close();
    this.processLost();
  }

  async #close(): Promise<void> {
    this.#isOpen = false;
    await this.#services.pool.ask(this.documentId, 'close', { none: true });
  }

  /** Lets a connection in at its first message; false when it may not read. */
  async #admit({ subscriber }: SyncTask, record: DocumentRecord): Promise<boolean> {
    const { connection, kid } = subscriber;
    if (this.#members.get(connection)) return true;
    const mode = this.#services.modeOf(kid, record);
    if (mode === undefined) {
      subscriber.unavailable(this.documentId);
      return false;
    }
    await this.#services.pool.ask(this.documentId, 'join', { connection, mode, reset: false });
    this.#members.set(subscriber, mode);
    if (mode !== 'late') tellWhatIsKept(subscriber, this.documentId, this.#services);
    return true;
  }

  /** A fresh sync state by today's rights; the peer forgets what it has sent and offers it again. */
  async #startAnew(subscriber: Subscriber): Promise<void> {
    const { pool, record: recordOf, modeOf } = this.#services;
    const { connection, kid } = subscriber;
    const record = recordOf(this.documentId);
    const mode = record && modeOf(kid, record);
    if (mode === undefined) {
      this.#members.delete(connection);
      await pool.ask(this.documentId, 'leave', { connection });
      return subscriber.unavailable(this.documentId);
    }
    this.#members.set(subscriber, mode);
    const { outgoing } = await pool.ask(this.documentId, 'join', { connection, mode, reset: true });
    if (mode === 'write') subscriber.writable(this.documentId);
    this.#members.send(this.documentId, outgoing);
  }

  async #recover(error: unknown, task: RoomTask): Promise<void> {
    const { logger, store, clock } = this.#services;
    const { documentId } = this;
    if (error instanceof ProcessesClosed) {
      this.#isOpen = false;
      this.#members.clear();
      return this.#turnAway();
    }
    const reason = this.#crashes.note(error);
    if (error instanceof ProcessCrashed) {
      this.#isOpen = false;
      logger.warn({ documentId, crashes: this.#crashes.count }, 'document process ended');
      if (!this.#crashes.isTooOften) return;
    } else {
      logger.error({ documentId, error: String(error) }, 'document could not be served');
      if (this.#isOpen) return this.#dropTask(task, error);
      // The disk is to blame, not the document.
      if (isStorageRefusal(error)) return this.#turnAway();
    }
    logger.error({ documentId, reason }, 'document quarantined');
    await store.quarantineDocument(documentId, { reason, atMs: clock.nowMs() }).catch((cause) => {
      logger.error({ documentId, error: String(cause) }, 'quarantine could not be noted');
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
    if (!this.#isOpen) return this.#onIdle();
    this.#idleTimer = setTimeout(() => {
      this.#work(() => this.#putAway());
    }, this.#services.idleMs);
    this.#idleTimer.unref();
  }

  async #putAway(): Promise<void> {
    if (this.#tasks.length > 1) return;
    await this.#keeper.takeSnapshot();
    if (this.#tasks.length > 1) return;
    await this.#close();
  }
}
