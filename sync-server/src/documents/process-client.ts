import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { ProcessLimits } from './process-limits.ts';
import type { Answer, Ask, ProcessReply, ProcessRequest, RequestType } from './process/messages.ts';
import { residentBytesOf } from './memory/resident-bytes.ts';
import { QuestionWatch } from './question-watch.ts';

/** The relay is stopping: there is no process to ask and there will be none. */
export class ProcessesClosed extends Error {
  override readonly name = 'ProcessesClosed';
}

/** Why a process ended in the middle of a question. */
export type CrashReason = 'ended' | 'too-slow' | 'too-large';

/** Why a question got no answer. `isSuspect` on the one that was being answered. */
export class ProcessCrashed extends Error {
  override readonly name = 'ProcessCrashed';
  readonly isSuspect: boolean;
  readonly reason: CrashReason;

  constructor(isSuspect: boolean, reason: CrashReason = 'ended') {
    super('document process ended');
    this.isSuspect = isSuspect;
    this.reason = reason;
  }
}

interface Pending {
  readonly request: ProcessRequest;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a process tells the pool: it was lost, was replaced with documents open, rests, is slow. */
export interface ProcessEvents {
  readonly onRestart: () => void;
  readonly onReplaced: () => void;
  readonly onRest: () => void;
  readonly onSlow: (documentId: DocumentId) => void;
}

const script = fileURLToPath(new URL('./process/document-process.ts', import.meta.url));

/** Loading Automerge takes a third of a second; a process that has not by then never will. */
const startBudgetMs = 15_000;
/** A process that cannot start is tried again ever more slowly, up to five seconds apart. */
const startPauseMs = 100;
const longestStartPauseMs = 5_000;
const watchEveryMs = 100;

/**
 * One document process: started at the first question, asked in order, watched for time and memory,
 * started anew when it dies, and ended when it has held nothing for a while.
 */
export class ProcessClient {
  readonly #limits: ProcessLimits;
  readonly #events: ProcessEvents;
  readonly #pending: Pending[] = [];
  readonly #open = new Set<DocumentId>();
  readonly #watch: QuestionWatch;
  #memoryWatch: NodeJS.Timeout | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #child: ChildProcess | undefined;
  #isReady = false;
  #isClosing = false;
  #nextId = 1;
  #failedStarts = 0;
  #reason: CrashReason = 'ended';
  /** As of the last look, and as of the last look before the question of now. */
  #resident = 0;
  #residentBefore = 0;
  #isCrowded = false;
  #replacedAtMs = Number.NEGATIVE_INFINITY;
  #startTimer: NodeJS.Timeout | undefined;

  constructor(limits: ProcessLimits, events: ProcessEvents) {
    this.#limits = limits;
    this.#events = events;
    this.#watch = new QuestionWatch(limits, {
      pid: () => this.pid,
      onSlow: events.onSlow,
      onOverrun: () => {
        this.#reason = 'too-slow';
        this.#child?.kill('SIGKILL');
      },
    });
  }

  ask<Type extends RequestType>(
    documentId: DocumentId,
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>> {
    const id = this.#nextId;
    this.#nextId += 1;
    return new Promise<Answer<Type>>((resolve, reject) => {
      if (this.#isClosing) return reject(new ProcessesClosed());
      if (type === 'close' && this.#child === undefined) {
        return resolve({ residentBytes: 0 } as Answer<Type>);
      }
      const request = { id, documentId, type, ask } as ProcessRequest;
      clearTimeout(this.#idleTimer);
      this.#pending.push({ request, resolve: resolve as (answer: unknown) => void, reject });
      if (type === 'open') this.#open.add(documentId);
      if (type === 'close') this.#open.delete(documentId);
      // While the process is down the question waits; it is sent when the next one starts.
      if (this.#child === undefined) this.#child = this.#start();
      else if (this.#child.connected) this.#child.send(request, () => undefined);
      if (this.#pending.length === 1) this.#watchFirst();
    });
  }

  /** Ends the process without a new start. */
  close(): void {
    this.#isClosing = true;
    clearTimeout(this.#startTimer);
    clearTimeout(this.#idleTimer);
    this.#stopWatching();
    this.#child?.kill('SIGKILL');
  }

  /** Starts the process, where it is not running, for a question that is to be expected. */
  warm(): void {
    if (this.#isClosing || this.#child !== undefined) return;
    this.#child = this.#start();
    this.#waitIdle();
  }

  /** Process id; undefined while nothing is being asked and nothing is open. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Nothing is open in it and nothing is being asked. */
  get isIdle(): boolean {
    return this.#open.size === 0 && this.#pending.length === 0;
  }

  /** The document whose question is taking long now. */
  get slowDocument(): DocumentId | undefined {
    return this.#watch.slowDocument;
  }

  /** It holds, or is asked about, other documents too. */
  isShared(documentId: DocumentId): boolean {
    const isOther = (other: DocumentId): boolean => other !== documentId;
    return (
      [...this.#open].some(isOther) ||
      this.#pending.some(({ request }) => isOther(request.documentId))
    );
  }

  /** From now on the process is one document's alone; who asked of another has to ask elsewhere. */
  keepOnly(documentId: DocumentId): void {
    const others = this.#pending.filter(({ request }) => request.documentId !== documentId);
    const own = this.#pending.filter(({ request }) => request.documentId === documentId);
    this.#pending.splice(0, this.#pending.length, ...own);
    for (const other of this.#open) if (other !== documentId) this.#open.delete(other);
    for (const { reject } of others) reject(new ProcessCrashed(false));
  }

  #start(): ChildProcess {
    this.#isReady = false;
    this.#reason = 'ended';
    const execArgv = [`--max-old-space-size=${this.#limits.heapMiB}`];
    const child = fork(script, [], { serialization: 'advanced', execArgv, stdio: 'inherit' });
    child.on('message', (reply: ProcessReply) => this.#hear(child, reply));
    child.on('error', () => child.kill('SIGKILL'));
    const startTimer = setTimeout(() => child.kill('SIGKILL'), startBudgetMs);
    child.once('message', () => clearTimeout(startTimer));
    child.on('exit', () => {
      clearTimeout(startTimer);
      this.#lose(child);
    });
    for (const { request } of this.#pending) child.send(request, () => undefined);
    clearInterval(this.#memoryWatch);
    this.#memoryWatch = setInterval(() => this.#weigh(), watchEveryMs);
    this.#memoryWatch.unref();
    return child;
  }

  #hear(child: ChildProcess, reply: ProcessReply): void {
    if (child !== this.#child) return;
    if (reply.type === 'ready') {
      this.#isReady = true;
      this.#failedStarts = 0;
    } else this.#settle(reply);
    this.#watchFirst();
    if (this.isIdle) this.#waitIdle();
  }

  #settle(reply: Exclude<ProcessReply, { type: 'ready' }>): void {
    // The answer to a question that was sent elsewhere meanwhile is nobody's.
    if (this.#pending[0]?.request.id !== reply.id) return;
    const pending = this.#pending.shift();
    if (reply.type === 'failed') return pending?.reject(new Error(reply.message));
    pending?.resolve(reply.answer);
    const { residentBytes = 0 } = reply.answer as { residentBytes?: number };
    // Nobody notices: there is no document in it, and whoever asks next asks a new one.
    if (residentBytes > this.#limits.residentLimitBytes && this.isIdle) this.#rest();
    // After whoever waited for this answer has gone on: its next question is asked anew.
    else if (this.#isCrowded) setImmediate(() => this.#renew());
  }

  /** Holds nothing and is asked nothing: it is not kept for long, and started when it is needed. */
  #waitIdle(): void {
    clearTimeout(this.#idleTimer);
    this.#idleTimer = setTimeout(() => {
      if (this.isIdle) this.#rest();
    }, this.#limits.restAfterMs);
    this.#idleTimer.unref();
  }

  #rest(): void {
    const old = this.#child;
    if (old === undefined || this.#isClosing) return;
    clearTimeout(this.#startTimer);
    this.#stopWatching();
    this.#child = undefined;
    old.kill('SIGKILL');
    this.#events.onRest();
  }

  /** Ends the process and goes on with another; what it was asked is asked again by its rooms. */
  #replace(): void {
    const old = this.#child;
    const lost = this.#pending.splice(0);
    this.#open.clear();
    this.#stopWatching();
    this.#child = this.#start();
    old?.kill('SIGKILL');
    for (const { reject } of lost) reject(new ProcessCrashed(false));
  }

  /** Looks at the memory: ends a question that eats it, renews a process that has grown slowly. */
  #weigh(): void {
    this.#resident = residentBytesOf(this.pid) ?? 0;
    const { crowdedBytes, crowdedPauseMs, hardLimitBytes } = this.#limits;
    if (this.#resident > hardLimitBytes) {
      this.#reason = 'too-large';
      this.#child?.kill('SIGKILL');
      return;
    }
    const isRested = performance.now() - this.#replacedAtMs > crowdedPauseMs;
    this.#isCrowded = this.#resident > crowdedBytes && isRested;
    if (this.#isCrowded && this.#pending.length === 0) this.#renew();
  }

  #renew(): void {
    if (!this.#isCrowded || this.#isClosing) return;
    this.#isCrowded = false;
    this.#replacedAtMs = performance.now();
    this.#replace();
    this.#events.onReplaced();
  }

  /** The budget of the oldest question starts when the one before it was answered. */
  #watchFirst(): void {
    this.#residentBefore = this.#resident;
    const [first] = this.#pending;
    if (this.#isReady && first) this.#watch.begin(first.request.documentId);
    else this.#watch.rest();
  }

  #stopWatching(): void {
    this.#watch.stop();
    clearInterval(this.#memoryWatch);
  }

  #lose(child: ChildProcess): void {
    if (child !== this.#child) return;
    this.#stopWatching();
    this.#open.clear();
    const lost = this.#pending.splice(0);
    // A process that was full before the question came says nothing about the question.
    const isTelling =
      this.#reason !== 'too-large' || this.#residentBefore <= this.#limits.crowdedBytes;
    const isSuspect = this.#isReady && isTelling;
    const reason = this.#reason;
    if (!this.#isClosing) this.#startAgain();
    for (const [place, { reject }] of lost.entries()) {
      if (this.#isClosing) reject(new ProcessesClosed());
      else reject(new ProcessCrashed(place === 0 && isSuspect, reason));
    }
  }

  #startAgain(): void {
    this.#failedStarts = this.#isReady ? 0 : this.#failedStarts + 1;
    const pauseMs = Math.min(longestStartPauseMs, startPauseMs * 2 ** this.#failedStarts);
    if (this.#isReady) this.#child = this.#start();
    else this.#startTimer = setTimeout(() => (this.#child = this.#start()), pauseMs);
    this.#isReady = false;
    this.#events.onRestart();
  }
}
