import { AppError, type ChangeHash, type DocumentId } from '@nastavnik/core/kernel';
import { isStorageRefusal } from '../../../store/file/storage-error.ts';
import { ProcessCrashed, ProcessesClosed } from '../../process-client.ts';
import type { Answer, Ask, Judgement, RequestType } from '../../process/messages.ts';
import { DocumentKeeper } from './document-keeper.ts';
import type { RoomMembers } from '../members/room-members.ts';
import type { RoomServices } from '../room-services.ts';

/** What is stored of a document cannot be opened: it is for the quarantine. */
export class UnreadableDocument extends Error {
  override readonly name = 'UnreadableDocument';
}

/** One document in its process; put there when somebody first writes, not when they read. */
export class JudgedDocument {
  readonly #documentId: DocumentId;
  readonly #services: RoomServices;
  readonly #keeper: DocumentKeeper;
  #isOpen = false;

  constructor(documentId: DocumentId, services: RoomServices) {
    this.#documentId = documentId;
    this.#services = services;
    this.#keeper = new DocumentKeeper(documentId, services);
  }

  async ask<Type extends Exclude<RequestType, 'open' | 'close' | 'leave'>>(
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>> {
    await this.open();
    return this.#services.pool.ask(this.#documentId, type, ask);
  }

  async open(): Promise<void> {
    if (this.#isOpen) return;
    const record = this.#services.record(this.#documentId);
    try {
      this.#isOpen = record !== undefined && (await this.#keeper.load(record.kind));
    } catch (error) {
      const isElsewhere = error instanceof ProcessCrashed || error instanceof ProcessesClosed;
      if (isElsewhere || isStorageRefusal(error)) throw error;
      throw new UnreadableDocument(String(error));
    }
    if (!this.#isOpen) throw new AppError('document-unavailable');
  }

  /** False when the disk did not take it: what the process holds is then ahead of the disk. */
  keep(judgement: Judgement, members: RoomMembers): Promise<boolean> {
    return this.#keeper.keep(judgement, members);
  }

  /** Old changes that the disk has damaged, taken out of the snapshot that still has them. */
  async recall(hashes: readonly ChangeHash[]): Promise<void> {
    const { changes } = await this.ask('recall', { hashes });
    await this.#keeper.replace(changes);
  }

  /** Keeps the document in one piece where it has grown, so that the next opening is short. */
  async takeSnapshot(): Promise<void> {
    if (this.#isOpen) await this.#keeper.takeSnapshot();
  }

  /** A connection has gone, with what it had left waiting. */
  async leave(connection: string): Promise<void> {
    if (this.#isOpen) await this.#services.pool.ask(this.#documentId, 'leave', { connection });
  }

  /** Its process has ended, or threw it away. */
  lost(): void {
    this.#isOpen = false;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#services.pool.ask(this.#documentId, 'close', { none: true });
  }
}
