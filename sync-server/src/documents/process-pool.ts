import { utf8ToBytes, sha256, type DocumentId } from '@nastavnik/core/kernel';
import { memoryGiver } from './memory/memory-giver.ts';
import { ProcessClient } from './process-client.ts';
import { processLimits, type ProcessLimits } from './process-limits.ts';
import type { Answer, Ask, RequestType } from './process/messages.ts';

export interface ProcessPool {
  ask<Type extends RequestType>(
    documentId: DocumentId,
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>>;
  readonly restarts: number;
  readonly pids: readonly number[];
  close(): void;
}

type Affects = (documentId: DocumentId) => boolean;

interface PoolEvents {
  readonly onRestart: (affects: Affects) => void;
  /** No process is running any more. */
  readonly onQuiet: () => void;
}

/** Starts a pool; `onRestart` tells which documents a process that ended had held. */
export type StartPool = (count: number, onRestart: (affects: Affects) => void) => ProcessPool;

/** Slow documents that have a process to themselves at once; each costs as much as a process. */
const maxWards = 2;
/** A ward that holds nothing for so long is ended: its document was put away, or given up. */
const wardIdleMs = 5_000;

/**
 * Documents are spread over the processes by their id, so that each is always in one place. One
 * that is slow is left alone with its process, and its neighbours are read anew in another: whatever
 * becomes of it, they have waited for a fraction of a second once.
 *
 * @clause A4
 */
class SpreadPool implements ProcessPool {
  readonly #limits: ProcessLimits;
  readonly #events: PoolEvents;
  readonly #clients: ProcessClient[];
  readonly #wards = new Map<DocumentId, ProcessClient>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #restarts = 0;

  constructor(count: number, events: PoolEvents, limits: ProcessLimits) {
    this.#limits = limits;
    this.#events = events;
    this.#clients = Array.from({ length: count }, (_, place) => this.#startAt(place));
  }

  get restarts(): number {
    return this.#restarts;
  }

  get pids(): readonly number[] {
    const all = [...this.#clients, ...this.#wards.values()];
    return all.flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  ask<Type extends RequestType>(
    documentId: DocumentId,
    type: Type,
    ask: Ask<Type>,
  ): Promise<Answer<Type>> {
    this.#makeWay(documentId);
    const ward = this.#wards.get(documentId);
    const client = ward ?? this.#clients[this.#placeOf(documentId)];
    if (client === undefined) throw new TypeError('no document process');
    const answer = client.ask(documentId, type, ask);
    return ward === undefined ? answer : answer.finally(() => this.#endIdle(documentId, ward));
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const client of [...this.#clients, ...this.#wards.values()]) client.close();
  }

  #placeOf(documentId: DocumentId): number {
    return (sha256(utf8ToBytes(documentId))[0] ?? 0) % this.#clients.length;
  }

  #startAt(place: number): ProcessClient {
    // A process may become a ward: then it is its document that is lost with it.
    const tell = (): void => {
      const ward = [...this.#wards].find(([, one]) => one === client)?.[0];
      this.#events.onRestart((documentId) =>
        ward === undefined
          ? this.#placeOf(documentId) === place && !this.#wards.has(documentId)
          : documentId === ward,
      );
    };
    const client: ProcessClient = new ProcessClient(this.#limits, {
      onRestart: () => {
        this.#restarts += 1;
        tell();
      },
      onReplaced: tell,
      onRest: () => {
        if (this.pids.length === 0) this.#events.onQuiet();
      },
      onSlow: (documentId) => this.#setApart(documentId, place, client, false),
    });
    return client;
  }

  /** A question about another document need not wait for one that is slow. */
  #makeWay(documentId: DocumentId): void {
    const place = this.#placeOf(documentId);
    const client = this.#clients[place];
    const slow = client?.slowDocument;
    if (client === undefined || slow === undefined || slow === documentId) return;
    this.#setApart(slow, place, client, true);
  }

  #setApart(documentId: DocumentId, place: number, client: ProcessClient, isAsked: boolean): void {
    if (this.#clients[place] !== client || this.#wards.size >= maxWards) return;
    if (!isAsked && !client.isShared(documentId)) return;
    this.#wards.set(documentId, client);
    this.#clients[place] = this.#startAt(place);
    this.#events.onRestart((other) => this.#placeOf(other) === place && !this.#wards.has(other));
    client.keepOnly(documentId);
    this.#endIdle(documentId, client);
  }

  /** Ends a ward some time after its document was closed, or had its last crash. */
  #endIdle(documentId: DocumentId, ward: ProcessClient): void {
    if (this.#wards.get(documentId) !== ward || !ward.isIdle) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (this.#wards.get(documentId) !== ward || !ward.isIdle) return;
      this.#wards.delete(documentId);
      ward.close();
    }, wardIdleMs);
    timer.unref();
    this.#timers.add(timer);
  }
}

/**
 * Up to `count` document processes at a time: each is started when it is first needed. When the last
 * one ends a rush is over, and this process gives back what it has needed for it.
 */
export function startProcessPool(
  count: number,
  onRestart: (affects: Affects) => void,
  limits: Partial<ProcessLimits> = {},
): ProcessPool {
  return new SpreadPool(
    count,
    { onRestart, onQuiet: memoryGiver() },
    { ...processLimits, ...limits },
  );
}
