import * as A from '@automerge/automerge/slim';
import type { ChangeHash } from '@nastavnik/core/kernel';
import { parseSyncMessage } from '@nastavnik/core/judging';
import { initializeAutomergeForTests } from '@nastavnik/core/testing';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bloomOf, bloomReader } from './bloom-filter.ts';
import { ChangeGraph } from './change-graph.ts';
import { Conversation, type ChangeLibrary, type PeerMode } from './conversation.ts';
import { dependenciesOf } from './dependencies-of.ts';

interface Content {
  [key: string]: string;
}

/** A relay of one document that takes whatever finds its dependencies. */
class Shelf implements ChangeLibrary {
  readonly graph = new ChangeGraph();
  readonly #bytes = new Map<ChangeHash, Uint8Array>();
  #snapshot: { chunk: Uint8Array; size: number } | undefined;

  take(changes: readonly Uint8Array[]): ReturnType<() => Conversation['staged']> {
    let left = changes.map((bytes) => ({
      bytes,
      hash: hashOf(bytes),
      deps: dependenciesOf(bytes),
    }));
    for (let before = -1; before !== left.length;) {
      before = left.length;
      left = left.filter(({ hash, bytes, deps }) => {
        if (!this.graph.hasAll(deps)) return true;
        this.graph.add(hash, deps);
        this.#bytes.set(hash, bytes);
        return false;
      });
    }
    const missing = left.flatMap(({ deps }) => deps.filter((dep) => !this.graph.has(dep)));
    this.waiting = left.map(({ bytes }) => bytes);
    return { hashes: left.map(({ hash }) => hash), missing };
  }

  waiting: Uint8Array[] = [];

  snapshot(): void {
    const all = this.bytes(this.graph.from(0));
    const [doc] = A.applyChanges(A.init(), all);
    this.#snapshot = { chunk: A.save(doc), size: this.graph.size };
  }

  bytes(hashes: readonly ChangeHash[]): Uint8Array[] {
    return hashes.flatMap((hash) => this.#bytes.get(hash) ?? []);
  }

  whole(): ReturnType<ChangeLibrary['whole']> {
    if (this.#snapshot === undefined) return undefined;
    const { chunk, size } = this.#snapshot;
    return { chunk, rest: this.graph.from(size) };
  }

  once(_key: string, compose: () => Uint8Array): Uint8Array {
    return compose();
  }
}

const hashOf = (bytes: Uint8Array): ChangeHash => A.decodeChange(bytes).hash as ChangeHash;

/** A device with Automerge's own sync, and the relay's side of its connection. */
class Line {
  doc: A.Doc<Content> = A.init();
  readonly toRelay: Uint8Array[] = [];
  readonly toDevice: Uint8Array[] = [];
  #state = A.initSyncState();
  #conversation: Conversation;
  readonly #shelf: Shelf;

  constructor(shelf: Shelf, mode: PeerMode) {
    this.#shelf = shelf;
    this.#conversation = new Conversation(mode);
  }

  reconnect(): void {
    this.toRelay.length = 0;
    this.toDevice.length = 0;
    this.#state = A.decodeSyncState(A.encodeSyncState(this.#state));
    this.#conversation = new Conversation(this.#conversation.mode);
    this.pump();
  }

  edit(key: string, value: string): void {
    this.doc = A.change(this.doc, (draft) => {
      draft[key] = value;
    });
    this.pump();
  }

  pump(): void {
    const [state, message] = A.generateSyncMessage(this.doc, this.#state);
    this.#state = state;
    if (message) this.toRelay.push(message);
  }

  /** The relay hears one message; true when its document has grown. */
  hear(): boolean {
    const message = this.toRelay.shift();
    const parsed = message && parseSyncMessage(message);
    if (!parsed?.ok) throw new Error('a message of Automerge could not be read');
    const before = this.#shelf.graph.size;
    if (this.#conversation.mode === 'write') {
      this.#conversation.staged = this.#shelf.take([
        ...this.#shelf.waiting,
        ...parsed.value.changes,
      ]);
    }
    this.#conversation.hear(parsed.value, this.#shelf.graph);
    this.speak();
    return this.#shelf.graph.size > before;
  }

  speak(): void {
    const message = this.#conversation.speak(this.#shelf.graph, this.#shelf);
    if (message) this.toDevice.push(message);
  }

  receive(): void {
    const message = this.toDevice.shift();
    if (message === undefined) return;
    [this.doc, this.#state] = A.receiveSyncMessage(this.doc, this.#state, message);
    this.pump();
  }
}

/** Delivers until nobody has anything to say; throws where they never stop. */
function settle(lines: readonly Line[]): number {
  for (let steps = 0; steps < 2_000; steps += 1) {
    const line = lines.find(({ toRelay, toDevice }) => toRelay.length + toDevice.length > 0);
    if (line === undefined) return steps;
    deliver(line, lines);
  }
  throw new Error('the conversation never ends');
}

function deliver(line: Line, lines: readonly Line[]): void {
  if (line.toRelay.length === 0) return line.receive();
  if (line.hear()) for (const other of lines) if (other !== line) other.speak();
}

const headsOf = (doc: A.Doc<Content>): string => A.getHeads(doc).toSorted().join();

const step = fc.record({
  device: fc.nat(2),
  act: fc.constantFrom('edit', 'edit', 'hear', 'receive', 'reconnect', 'snapshot' as const),
});

beforeAll(initializeAutomergeForTests);

describe('a conversation with Automerge', () => {
  it('brings all devices to the same document, whatever the order, and then falls silent', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const shelf = new Shelf();
        const lines = [0, 1, 2].map(() => new Line(shelf, 'write'));
        for (const line of lines) line.pump();
        for (const [place, { device, act }] of steps.entries()) {
          const line = lines[device];
          if (line === undefined) continue;
          if (act === 'edit') line.edit(`k${place % 3}`, String(place));
          else if (act === 'receive') line.receive();
          else if (act === 'reconnect') line.reconnect();
          else if (act === 'snapshot') shelf.snapshot();
          else if (line.toRelay.length > 0) deliver(line, lines);
        }
        settle(lines);
        const heads = [...shelf.graph.heads].join();
        expect(lines.map(({ doc }) => headsOf(doc))).toEqual([heads, heads, heads]);
      }),
    );
  });

  it('gives a newcomer the whole in one piece where there is one', () => {
    const shelf = new Shelf();
    const [writer, reader] = [new Line(shelf, 'write'), new Line(shelf, 'read')];
    for (let place = 0; place < 40; place += 1) writer.edit('text', `words ${place}`);
    settle([writer]);
    shelf.snapshot();
    writer.edit('text', 'one more');
    settle([writer]);
    reader.pump();
    reader.hear();
    const [first] = reader.toDevice;
    expect(first?.[0]).toBe(0x43);
    const loose = shelf.bytes(shelf.graph.from(0)).reduce((sum, { length }) => sum + length, 0);
    expect(first?.length).toBeLessThan(loose / 2);
    expect(settle([reader])).toBeLessThan(4);
    expect(headsOf(reader.doc)).toBe(headsOf(writer.doc));
  });

  it('reads to one who may not write, takes nothing, and does not talk for ever', () => {
    const shelf = new Shelf();
    const [writer, reader] = [new Line(shelf, 'write'), new Line(shelf, 'read')];
    writer.edit('text', 'ours');
    settle([writer]);
    reader.edit('text', 'theirs');
    settle([writer, reader]);
    writer.edit('text', 'ours again');
    expect(settle([writer, reader])).toBeLessThan(12);
    expect(shelf.graph.heads.join()).toBe(headsOf(writer.doc));
    expect(A.hasHeads(reader.doc, A.getHeads(writer.doc))).toBe(true);
  });

  it('[S1] asks a reader once for a change that the filter seems to have', () => {
    const shelf = new Shelf();
    const writer = new Line(shelf, 'write');
    writer.edit('text', 'ours');
    settle([writer]);
    const seemsKnown = bloomReader(bloomOf(shelf.graph.from(0)));
    const reader = new Line(shelf, 'read');
    for (let place = 0; !A.getHeads(reader.doc).some((head) => seemsKnown(head as ChangeHash));) {
      place += 1;
      reader.doc = A.change(A.clone(writer.doc), (draft) => {
        draft['text'] = `theirs ${place}`;
      });
    }
    reader.pump();
    let uploads = 0;
    for (let turn = 0; turn < 20; turn += 1) {
      const [message] = reader.toRelay;
      if (message === undefined) reader.receive();
      else {
        uploads += A.decodeSyncMessage(message).changes.length;
        reader.hear();
      }
    }
    expect(uploads).toBe(1);
    expect(reader.toRelay.length + reader.toDevice.length).toBe(0);
  });

  it('tells a revoked device nothing and lets it hand over everything', () => {
    const nothing = new Shelf();
    const late = new Line(nothing, 'late');
    late.edit('text', 'written offline');
    late.edit('text', 'and more');
    const sent: number[] = [];
    for (let turn = 0; turn < 12; turn += 1) {
      const [message] = late.toRelay;
      if (message) sent.push(A.decodeSyncMessage(message).changes.length);
      if (message) late.hear();
      else late.receive();
    }
    expect(Math.max(...sent)).toBe(2);
    expect(late.toRelay.length + late.toDevice.length).toBe(0);
  });
});

describe('the filter', () => {
  it('is the one of Automerge, bit by bit', () => {
    let doc: A.Doc<Content> = A.init();
    for (let place = 0; place < 200; place += 1) {
      doc = A.change(doc, (draft) => {
        draft['k'] = String(place);
      });
    }
    const hashes = A.getAllChanges(doc).map(hashOf);
    const [, message] = A.generateSyncMessage(doc, A.initSyncState());
    const [have] = A.decodeSyncMessage(message ?? new Uint8Array()).have;
    expect(Buffer.from(bloomOf(hashes)).equals(have?.bloom ?? new Uint8Array())).toBe(true);
    expect(hashes.every(bloomReader(bloomOf(hashes)))).toBe(true);
    expect(bloomReader(bloomOf([]))(hashes[0] as ChangeHash)).toBe(false);
  });
});
