import type { DocumentId } from '@nastavnik/core/kernel';
import type { OutgoingSync } from '../process/messages.ts';
import type { PeerMode } from '../process/syncing/sync-peer.ts';
import type { Subscriber } from './subscriber.ts';

interface Member {
  readonly subscriber: Subscriber;
  readonly mode: PeerMode;
}

/** The connections that have one document open, each with what it may do. */
export class RoomMembers {
  readonly #members = new Map<string, Member>();

  get size(): number {
    return this.#members.size;
  }

  get(connection: string): Member | undefined {
    return this.#members.get(connection);
  }

  set(subscriber: Subscriber, mode: PeerMode): void {
    this.#members.set(subscriber.connection, { subscriber, mode });
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

  /** Passes messages on to those who are still here. */
  send(documentId: DocumentId, outgoing: readonly OutgoingSync[]): void {
    for (const { connection, data } of outgoing) {
      this.#members.get(connection)?.subscriber.sync(documentId, data);
    }
  }
}
