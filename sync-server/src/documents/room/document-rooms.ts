import type { DocumentId } from '@nastavnik/core/kernel';
import { DocumentRoom } from './document-room.ts';
import type { RoomServices } from './room-services.ts';

/** The documents that somebody has open, or had a moment ago. */
export class DocumentRooms {
  readonly #services: RoomServices;
  readonly #rooms = new Map<DocumentId, DocumentRoom>();
  /** Released from quarantine since the relay started: as many as an operator has named. */
  readonly #watched = new Set<DocumentId>();

  constructor(services: RoomServices) {
    this.#services = services;
  }

  get size(): number {
    return this.#rooms.size;
  }

  find(documentId: DocumentId): DocumentRoom | undefined {
    return this.#rooms.get(documentId);
  }

  /** The room of a document that exists. */
  room(documentId: DocumentId): DocumentRoom {
    const found = this.#rooms.get(documentId);
    if (found) return found;
    const onIdle = (): void => {
      this.#rooms.delete(documentId);
    };
    const room = new DocumentRoom(documentId, this.#services, onIdle);
    if (this.#watched.has(documentId)) room.watch();
    this.#rooms.set(documentId, room);
    return room;
  }

  /** From now on one crash of this document puts it into quarantine. */
  watch(documentId: DocumentId): void {
    this.#watched.add(documentId);
    this.#rooms.get(documentId)?.watch();
  }

  all(): DocumentRoom[] {
    return [...this.#rooms.values()];
  }

  leave(connection: string): void {
    for (const room of this.#rooms.values()) room.leave(connection);
  }

  processLost(affects: (documentId: DocumentId) => boolean): void {
    for (const [documentId, room] of this.#rooms) if (affects(documentId)) room.processLost();
  }
}
