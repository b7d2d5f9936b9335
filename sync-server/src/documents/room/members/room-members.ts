import type { DocumentRecord } from '@nastavnik/core/access';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { RoomServices } from '../room-services.ts';
import { tellWhatIsKept } from '../rounds/settle-judgement.ts';
import { ChangeGraph } from '../syncing/change-graph.ts';
import { Conversation, resetMessage, type PeerMode } from '../syncing/conversation.ts';
import type { DocumentHistory } from '../syncing/document-history.ts';
import type { Subscriber } from './subscriber.ts';

interface Member {
  readonly subscriber: Subscriber;
  readonly conversation: Conversation;
}

/** What a revoked device is told of: nothing. */
const nothing = new ChangeGraph();

/** What of the document a conversation is about. */
export const graphFor = ({ mode }: Conversation, { graph }: DocumentHistory): ChangeGraph =>
  mode === 'late' ? nothing : graph;

/** The connections that have one document open, each with what it may do and has been told. */
export class RoomMembers {
  readonly #documentId: DocumentId;
  readonly #services: RoomServices;
  readonly #members = new Map<string, Member>();

  constructor(documentId: DocumentId, services: RoomServices) {
    this.#documentId = documentId;
    this.#services = services;
  }

  get size(): number {
    return this.#members.size;
  }

  get(connection: string): Member | undefined {
    return this.#members.get(connection);
  }

  set(subscriber: Subscriber, conversation: Conversation): void {
    this.#members.set(subscriber.connection, { subscriber, conversation });
  }

  delete(connection: string): boolean {
    return this.#members.delete(connection);
  }

  clear(): void {
    this.#members.clear();
  }

  all(): Member[] {
    return [...this.#members.values()];
  }

  connections(): Iterable<string> {
    return this.#members.keys();
  }

  /** Lets a connection in at its first message; false when it may not read. */
  admit(subscriber: Subscriber, record: DocumentRecord): boolean {
    if (this.#members.has(subscriber.connection)) return true;
    const mode = this.#services.modeOf(subscriber.kid, record);
    if (mode === undefined) {
      subscriber.unavailable(this.#documentId);
      return false;
    }
    this.set(subscriber, new Conversation(mode));
    if (mode !== 'late') tellWhatIsKept(subscriber, this.#documentId, this.#services);
    return true;
  }

  /** A fresh conversation by today's rights; the peer forgets what it has sent and offers it again. */
  startAnew(subscriber: Subscriber, history: DocumentHistory): void {
    const mode = this.#modeNow(subscriber);
    if (mode === undefined) {
      this.delete(subscriber.connection);
      return subscriber.unavailable(this.#documentId);
    }
    const conversation = new Conversation(mode);
    this.set(subscriber, conversation);
    if (mode === 'write') subscriber.writable(this.#documentId);
    subscriber.sync(this.#documentId, resetMessage(graphFor(conversation, history)));
  }

  startAllAnew(history: DocumentHistory): void {
    for (const { subscriber } of this.all()) this.startAnew(subscriber, history);
  }

  /** Those whose rights are others now. */
  refresh(history: DocumentHistory): void {
    for (const { subscriber, conversation } of this.all()) {
      if (this.#modeNow(subscriber) !== conversation.mode) this.startAnew(subscriber, history);
    }
  }

  /** Whether somebody left changes in the document's process that wait for others. */
  get hasStaged(): boolean {
    return this.all().some(({ conversation }) => conversation.staged.hashes.length > 0);
  }

  /** What waited in a process that is gone has to be sent again. */
  restage(history: DocumentHistory): void {
    for (const { subscriber, conversation } of this.all()) {
      if (conversation.staged.hashes.length > 0) this.startAnew(subscriber, history);
    }
  }

  /**
   * Tells each of these connections what there is to tell, where they are still here. After news
   * whoever has all of it already hears that it is on disk: a colleague may have brought their work.
   */
  speak(connections: Iterable<string>, history: DocumentHistory, isNews = false): void {
    const kept = isNews ? this.#services.store.document(this.#documentId) : undefined;
    for (const connection of connections) {
      const member = this.#members.get(connection);
      if (member === undefined) continue;
      const { subscriber, conversation } = member;
      const data = conversation.speak(graphFor(conversation, history), history);
      if (data) subscriber.sync(this.#documentId, data);
      else if (kept && conversation.mode !== 'late') {
        subscriber.durable(this.#documentId, kept.heads, kept.seq);
      }
    }
  }

  #modeNow({ kid }: Subscriber): PeerMode | undefined {
    const record = this.#services.record(this.#documentId);
    return record && this.#services.modeOf(kid, record);
  }
}
