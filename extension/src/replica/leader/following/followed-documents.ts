import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentContext } from '../../documents/open/document-context.ts';
import type { DocumentRegistry } from '../../documents/open/document-registry.ts';

/**
 * Documents that the leader keeps open and so in step with the relay: those a screen looks at,
 * those with work that waits, and those with a gap.
 */
export class FollowedDocuments {
  readonly #context: DocumentContext;
  readonly #registry: DocumentRegistry;
  readonly #followed = new Set<DocumentId>();

  constructor(context: DocumentContext, registry: DocumentRegistry) {
    this.#context = context;
    this.#registry = registry;
  }

  /** Follows what is open and what waits from now on; gives a way to stop following more. */
  start(): () => void {
    for (const documentId of this.#registry.openIds) this.follow(documentId);
    return this.#context.outbox.view.subscribe(({ waiting }) => {
      for (const { documentId } of waiting) this.follow(documentId);
    });
  }

  /** Documents that were asked for and have neither come nor been said to be unavailable. */
  get unanswered(): ReadonlySet<string> {
    const isLoading = (id: DocumentId): boolean =>
      this.#registry.find(id)?.state.peek() === 'loading' && this.#context.kindOf(id) !== undefined;
    return new Set<string>([...this.#followed].filter(isLoading));
  }

  follow(documentId: DocumentId): void {
    if (this.#followed.has(documentId)) return;
    this.#followed.add(documentId);
    this.#registry.open(documentId);
  }

  async releaseAll(): Promise<void> {
    const followed = [...this.#followed];
    this.#followed.clear();
    await Promise.all(followed.map((documentId) => this.#registry.release(documentId)));
  }
}
