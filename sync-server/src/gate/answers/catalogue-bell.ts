import type { DocumentId } from '@nastavnik/core/kernel';
import type { Feed } from '../../feed/feed.ts';
import type { Session } from '../session.ts';
import type { SessionServices } from '../session-services.ts';
import { catalogueAfter } from './catalogue.ts';

/** Long enough to tell of a burst of edits once, short enough to be there when one looks. */
const restMs = 250;

/**
 * Tells sessions of documents that changed while they have them closed, so that a consent given in
 * one school building is seen in the other without anybody asking.
 */
export class CatalogueBell {
  readonly #services: SessionServices;
  readonly #sessions: () => Iterable<Session>;
  #timer: NodeJS.Timeout | undefined;

  constructor(feed: Feed, services: SessionServices, sessions: () => Iterable<Session>) {
    this.#services = services;
    this.#sessions = sessions;
    feed.onCommit(() => this.#ring());
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #ring(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      for (const session of this.#sessions()) this.#tell(session);
    }, restMs);
    this.#timer.unref();
  }

  #tell(session: Session): void {
    const { principal, catalogueCursor } = session;
    if (principal === undefined || catalogueCursor === undefined) return;
    const frame = catalogueAfter(catalogueCursor, principal, this.#services);
    const entries = frame.entries.filter(({ documentId }) => !this.#hasOpen(session, documentId));
    if (entries.length === 0 && !frame.more) session.catalogueCursor = frame.cursor;
    else session.sendCatalogue({ ...frame, entries });
  }

  #hasOpen(session: Session, documentId: DocumentId): boolean {
    return this.#services.sessionsOf(documentId).includes(session);
  }
}
