import type { DocumentId } from '@nastavnik/core/kernel';
import type { ProcessLimits } from './process-limits.ts';
import { processorMsOf } from './processor-ms.ts';

interface WatchEvents {
  readonly pid: () => number | undefined;
  /** The question works long: its document may be left alone with its process. */
  readonly onSlow: (documentId: DocumentId) => void;
  /** The budget is over. */
  readonly onOverrun: () => void;
}

const lookAgainMs = 100;

/**
 * Holds the question that a process is at to its time. Hundreds of questions pass in a second, so
 * that the clock is not set for each: it rings when the oldest could be late, and looks.
 */
export class QuestionWatch {
  readonly #limits: ProcessLimits;
  readonly #events: WatchEvents;
  #document: DocumentId | undefined;
  #slowDocument: DocumentId | undefined;
  #overrunAtMs = 0;
  #slowAtMs = 0;
  #isExtended = false;
  #usedAtLook: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: ProcessLimits, events: WatchEvents) {
    this.#limits = limits;
    this.#events = events;
  }

  /** The document whose question is taking long now. */
  get slowDocument(): DocumentId | undefined {
    return this.#slowDocument;
  }

  /** The process turns to a question; its budget starts now. */
  begin(documentId: DocumentId): void {
    const { budgetMs, slowMs } = this.#limits;
    const nowMs = performance.now();
    this.#document = documentId;
    this.#slowDocument = undefined;
    this.#overrunAtMs = nowMs + budgetMs;
    this.#slowAtMs = nowMs + slowMs;
    this.#isExtended = false;
    this.#usedAtLook = undefined;
    this.#timer ??= this.#ring(Math.min(budgetMs, slowMs));
  }

  /** Nothing is being asked. */
  rest(): void {
    this.#document = undefined;
    this.#slowDocument = undefined;
  }

  stop(): void {
    this.rest();
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #ring(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => this.#look(), Math.max(1, Math.ceil(delayMs)));
  }

  #look(): void {
    this.#timer = undefined;
    const documentId = this.#document;
    if (documentId === undefined) return;
    const nowMs = performance.now();
    if (nowMs >= this.#overrunAtMs && !this.#extend()) return this.#events.onOverrun();
    if (nowMs >= this.#slowAtMs) this.#lookSlow(documentId, nowMs);
    const nextMs = Math.min(this.#overrunAtMs, this.#slowAtMs) - nowMs;
    if (this.#document !== undefined) this.#timer ??= this.#ring(nextMs);
  }

  /** A process that a busy machine has hardly let run gets its budget once more. */
  #extend(): boolean {
    const { budgetMs } = this.#limits;
    if (this.#isExtended || this.#usedSinceLook() >= budgetMs / 4) return false;
    this.#isExtended = true;
    this.#overrunAtMs += budgetMs;
    return true;
  }

  /** Slow is who works long, not who waits for a processor. */
  #lookSlow(documentId: DocumentId, nowMs: number): void {
    if (this.#usedSinceLook() < this.#limits.slowMs) {
      this.#slowAtMs = nowMs + lookAgainMs;
      return;
    }
    this.#slowAtMs = Number.POSITIVE_INFINITY;
    this.#slowDocument = documentId;
    this.#events.onSlow(documentId);
  }

  /** Processor time since the question was first looked at; where nobody tells, all there is. */
  #usedSinceLook(): number {
    const used = processorMsOf(this.#events.pid());
    if (used === undefined) return Number.POSITIVE_INFINITY;
    this.#usedAtLook ??= used;
    return used - this.#usedAtLook;
  }
}
