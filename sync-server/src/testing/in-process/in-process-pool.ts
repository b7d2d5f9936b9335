import type { DocumentId } from '@nastavnik/core/kernel';
import { ProcessCrashed, ProcessesClosed } from '../../documents/process-client.ts';
import type { ProcessPool } from '../../documents/process-pool.ts';
import { DocumentShelf } from '../../documents/process/document-shelf.ts';
import type { Answer, Ask, ProcessRequest, RequestType } from '../../documents/process/messages.ts';

interface Pending {
  readonly reject: (error: Error) => void;
}

const crossing = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/**
 * A document process that is no process: the same shelf answers the same questions in order, each
 * copied as it would be on its way to a child, in turns of whoever runs the event loop.
 */
export class InProcessPool implements ProcessPool {
  readonly pids: readonly number[] = [];
  readonly #onRestart: (affects: (documentId: DocumentId) => boolean) => void;
  #shelf = new DocumentShelf(() => 0);
  #turn: Promise<void> = Promise.resolve();
  #pending: Pending[] = [];
  #restarts = 0;
  #isClosed = false;

  constructor(onRestart: (affects: (documentId: DocumentId) => boolean) => void) {
    this.#onRestart = onRestart;
  }

  get restarts(): number {
    return this.#restarts;
  }

  ask<Type extends RequestType>(
    documentId: DocumentId,
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>> {
    if (this.#isClosed) return Promise.reject(new ProcessesClosed());
    const request = structuredClone({ id: 0, documentId, type, ask }) as ProcessRequest;
    const shelf = this.#shelf;
    return new Promise<Answer<Type>>((resolve, reject) => {
      const pending = { reject };
      this.#pending.push(pending);
      this.#turn = this.#turn.then(async () => {
        await crossing();
        if (!this.#pending.includes(pending)) return;
        try {
          const answer = structuredClone(await shelf.answer(request)) as Answer<Type>;
          await crossing();
          resolve(answer);
        } catch (error) {
          reject(error instanceof Error ? new Error(error.message) : new Error('unknown'));
        }
        this.#pending = this.#pending.filter((other) => other !== pending);
      });
    });
  }

  /** The process dies with all it holds; whoever waits for an answer is told, the first as suspect. */
  crash(): void {
    const lost = this.#pending;
    this.#pending = [];
    this.#shelf = new DocumentShelf(() => 0);
    this.#turn = Promise.resolve();
    this.#restarts += 1;
    this.#onRestart(() => true);
    for (const [place, { reject }] of lost.entries()) reject(new ProcessCrashed(place === 0));
  }

  close(): void {
    this.#isClosed = true;
    for (const { reject } of this.#pending.splice(0)) reject(new ProcessesClosed());
  }
}
