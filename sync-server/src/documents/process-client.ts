import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { Answer, Ask, ProcessReply, ProcessRequest, RequestType } from './process/messages.ts';

/** The relay is stopping: there is no process to ask and there will be none. */
export class ProcessesClosed extends Error {
  override readonly name = 'ProcessesClosed';
}

/** Why a question got no answer. `isSuspect` on the one that was being answered. */
export class ProcessCrashed extends Error {
  override readonly name = 'ProcessCrashed';
  readonly isSuspect: boolean;

  constructor(isSuspect: boolean) {
    super('document process ended');
    this.isSuspect = isSuspect;
  }
}

interface Pending {
  readonly id: number;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

const script = fileURLToPath(new URL('./process/document-process.ts', import.meta.url));

/** Loading Automerge takes a third of a second; a process that has not by then never will. */
const startBudgetMs = 15_000;

/** What one document process is held to. */
export interface ProcessLimits {
  /** Longest time one question may take. */
  readonly budgetMs: number;
  /** Above this an empty process is replaced: WebAssembly never gives memory back. */
  readonly residentLimitBytes: number;
}

/** One document process: asks in order, watches the time, and starts anew when it dies. */
export class ProcessClient {
  readonly #budgetMs: number;
  readonly #onRestart: () => void;
  readonly #pending: Pending[] = [];
  readonly #residentLimitBytes: number;
  readonly #open = new Set<DocumentId>();
  #child: ChildProcess;
  #isReady = false;
  #isClosing = false;
  #nextId = 1;
  #watchdog: NodeJS.Timeout | undefined;

  constructor(limits: ProcessLimits, onRestart: () => void) {
    this.#budgetMs = limits.budgetMs;
    this.#residentLimitBytes = limits.residentLimitBytes;
    this.#onRestart = onRestart;
    this.#child = this.#start();
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
      this.#pending.push({ id, resolve: resolve as (answer: unknown) => void, reject });
      if (type === 'open') this.#open.add(documentId);
      if (type === 'close') this.#open.delete(documentId);
      const request = { id, documentId, type, ask } as ProcessRequest;
      this.#child.send(request, () => undefined);
      if (this.#pending.length === 1) this.#watch();
    });
  }

  /** Ends the process without a new start. */
  close(): void {
    this.#isClosing = true;
    clearTimeout(this.#watchdog);
    this.#child.kill('SIGKILL');
  }

  /** Process id, for tests that kill it. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  #start(): ChildProcess {
    this.#isReady = false;
    const child = fork(script, [], { serialization: 'advanced', execArgv: [], stdio: 'inherit' });
    child.on('message', (reply: ProcessReply) => this.#hear(child, reply));
    child.on('error', () => child.kill('SIGKILL'));
    const startTimer = setTimeout(() => child.kill('SIGKILL'), startBudgetMs);
    child.once('message', () => clearTimeout(startTimer));
    child.on('exit', () => {
      clearTimeout(startTimer);
      this.#lose(child);
    });
    return child;
  }

  #hear(child: ChildProcess, reply: ProcessReply): void {
    if (child !== this.#child) return;
    if (reply.type === 'ready') this.#isReady = true;
    else {
      const pending = this.#pending.shift();
      if (reply.type === 'answer') {
        pending?.resolve(reply.answer);
        this.#renew(reply.answer);
      } else pending?.reject(new Error(reply.message));
    }
    this.#watch();
  }

  /** Nobody notices: there is no document in it, and whoever asks next asks the new one. */
  #renew(answer: unknown): void {
    const { residentBytes = 0 } = answer as { residentBytes?: number };
    if (residentBytes <= this.#residentLimitBytes) return;
    if (this.#open.size > 0 || this.#pending.length > 0 || this.#isClosing) return;
    const old = this.#child;
    this.#child = this.#start();
    old.kill('SIGKILL');
  }

  /** The budget of the oldest question starts when the one before it was answered. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    if (!this.#isReady || this.#pending.length === 0) return;
    this.#watchdog = setTimeout(() => this.#child.kill('SIGKILL'), this.#budgetMs);
  }

  #lose(child: ChildProcess): void {
    if (child !== this.#child) return;
    clearTimeout(this.#watchdog);
    this.#open.clear();
    const lost = this.#pending.splice(0);
    const wasWorking = this.#isReady;
    if (!this.#isClosing) {
      this.#child = this.#start();
      this.#onRestart();
    }
    for (const [place, { reject }] of lost.entries()) {
      const isSuspect = place === 0 && wasWorking;
      reject(this.#isClosing ? new ProcessesClosed() : new ProcessCrashed(isSuspect));
    }
  }
}
