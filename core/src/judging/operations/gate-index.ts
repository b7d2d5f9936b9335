import type { KeyId } from '../../kernel/index.ts';
import { z } from 'zod';

/** What is known of one actor: whose it is for ever, and how far it has come. */
export interface ActorRecord {
  /** Absent for the reserved actors of fixed changes. */
  readonly author?: KeyId;
  readonly seq: number;
  readonly lastOperation: number;
}

export interface ObjectRecord {
  readonly path: readonly string[];
  readonly isMap: boolean;
}

const storedSchema = z.object({
  v: z.literal(1),
  objects: z.array(z.tuple([z.string(), z.array(z.string()), z.boolean()])),
  written: z.array(z.string()),
  actors: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])),
  lastOperation: z.number(),
});

const root: ObjectRecord = { path: [], isMap: true };

/**
 * Every object ever made in a document with its schema path, deleted and losing ones included,
 * every key ever written, and every actor. A layer on top of it holds what a trial adds, so that a
 * refusal leaves no trace.
 */
export class GateIndex {
  readonly #below: GateIndex | undefined;
  readonly #objects = new Map<string, ObjectRecord>();
  readonly #written = new Set<string>();
  readonly #actors = new Map<string, ActorRecord>();
  #lastOperation = 0;

  constructor(below?: GateIndex) {
    this.#below = below;
    if (below) this.#lastOperation = below.lastOperation;
  }

  /** The highest operation counter so far: a later one may not jump beyond it. */
  get lastOperation(): number {
    return this.#lastOperation;
  }

  object(id: string): ObjectRecord | undefined {
    if (id === '_root') return root;
    return this.#objects.get(id) ?? this.#below?.object(id);
  }

  addObject(id: string, record: ObjectRecord): void {
    this.#objects.set(id, record);
  }

  isWritten(object: string, key: string): boolean {
    return this.#written.has(`${object} ${key}`) || (this.#below?.isWritten(object, key) ?? false);
  }

  addWritten(object: string, key: string): void {
    this.#written.add(`${object} ${key}`);
  }

  actor(id: string): ActorRecord | undefined {
    return this.#actors.get(id) ?? this.#below?.actor(id);
  }

  setActor(id: string, record: ActorRecord): void {
    this.#actors.set(id, record);
    this.#lastOperation = Math.max(this.#lastOperation, record.lastOperation);
  }

  /** Takes over what a layer on top of this index added. */
  absorb(layer: GateIndex): void {
    for (const [id, record] of layer.#objects) this.addObject(id, record);
    for (const key of layer.#written) this.#written.add(key);
    for (const [id, record] of layer.#actors) this.setActor(id, record);
  }

  toText(): string {
    const stored: z.infer<typeof storedSchema> = {
      v: 1,
      objects: Array.from(this.#objects, ([id, { path, isMap }]) => [id, [...path], isMap]),
      written: [...this.#written],
      actors: Array.from(this.#actors, ([id, record]) => [
        id,
        record.author ?? '',
        record.seq,
        record.lastOperation,
      ]),
      lastOperation: this.#lastOperation,
    };
    return JSON.stringify(stored);
  }

  static fromText(text: string): GateIndex {
    const stored = storedSchema.parse(JSON.parse(text));
    const index = new GateIndex();
    for (const [id, path, isMap] of stored.objects) index.addObject(id, { path, isMap });
    for (const key of stored.written) index.#written.add(key);
    for (const [id, author, seq, lastOperation] of stored.actors) {
      const record = { seq, lastOperation };
      index.setActor(id, author === '' ? record : { ...record, author: author as KeyId });
    }
    return index;
  }
}
