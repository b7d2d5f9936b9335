import * as A from '@automerge/automerge';
import { holdsWithin } from '../load/holds-within.ts';
import type { Line, SharedText } from '../load/population.ts';
import type { AutomergePair } from './automerge-pair.ts';
import { hashOfChange, type LetterCase, type PreparedLetter } from './prepared-letters.ts';
import { typedLetters } from './programme-text.ts';
import type { SyncPeer } from './sync-peer.ts';

const settleMs = 20_000;
type Message = Parameters<typeof A.encodeSyncMessage>[0];

/** A sync message as a peer in step composes it. */
export function syncMessage(
  heads: readonly string[],
  lastSync: readonly string[],
  changes: readonly Uint8Array[],
): Uint8Array {
  const have = [{ lastSync, bloom: new Uint8Array() }];
  return A.encodeSyncMessage({ heads, need: [], have, changes } as unknown as Message);
}

/** Offers prepared changes and resolves when the relay says that it keeps the last. */
export async function upload(
  peer: SyncPeer,
  pair: AutomergePair,
  changes: readonly PreparedLetter[],
  lastSync: readonly string[] = [],
): Promise<void> {
  const { documentId } = pair;
  const last = changes.at(-1)?.hash ?? '';
  let isKept = false;
  let isSent = false;
  peer.listen(documentId, {
    onHeads: (source, heads) => {
      isKept ||= source === pair.acknowledgement && heads.includes(last);
    },
    onMessage: () => {
      // The relay has said what it has: now it is told what it lacks.
      if (isSent) return;
      isSent = true;
      const bytes = changes.map((change) => change.bytes);
      peer.send('sync', documentId, syncMessage([last], lastSync, bytes));
    },
  });
  peer.send('sync', documentId, syncMessage([last], lastSync, []));
  if (!(await holdsWithin(() => isKept, settleMs))) throw new Error('changes were not confirmed');
}

/** A text over the sync protocol of Automerge: stock and ours alike. */
export class AutomergeText implements SharedText {
  readonly #pair: AutomergePair;
  readonly #letters: LetterCase;
  /** Letters after the first that the relay has, or will have when a line is closed. */
  #written = 0;

  constructor(pair: AutomergePair, letters: LetterCase) {
    this.#pair = pair;
    this.#letters = letters;
  }

  async visit(letters: number): Promise<void> {
    const prepared = this.#letters.take(this.#pair, letters - 1);
    const peer = await this.#pair.writer();
    await upload(peer, this.#pair, [...prepared.opening, ...prepared.letters]);
    this.#written = Math.max(this.#written, letters - 1);
    await peer.close();
  }

  async read(letters: number, limitMs: number): Promise<number> {
    const peer = await this.#pair.reader();
    const open = peer.open(this.#pair.documentId, A.init());
    await holdsWithin(() => typedLetters(open.doc) >= letters, limitMs);
    await peer.close();
    return typedLetters(open.doc);
  }

  async openLine(readers: number, edits: number): Promise<Line> {
    const before = this.#written;
    this.#written += edits;
    const { opening, letters } = this.#letters.take(this.#pair, this.#written);
    const writer = await this.#pair.writer();
    const there = [...opening, ...letters.slice(0, before)];
    await upload(writer, this.#pair, there);
    const first = there.at(-1)?.hash ?? '';
    const peers: SyncPeer[] = [];
    for (let reader = 0; reader < readers; reader += 1) {
      const peer = await this.#pair.reader();
      await this.#catchUp(peer);
      peers.push(peer);
    }
    return new AutomergeLine(this.#pair, writer, peers, {
      first,
      letters: letters.slice(before),
    });
  }

  async #catchUp(peer: SyncPeer): Promise<void> {
    const open = peer.open(this.#pair.documentId, A.init());
    if (!(await holdsWithin(() => typedLetters(open.doc) > 0, settleMs))) {
      throw new Error('the first letter of a text did not arrive');
    }
  }
}

class AutomergeLine implements Line {
  readonly samples: number[] = [];
  readonly keptMs: number[] = [];
  sent = 0;
  acknowledged = 0;
  readonly #pair: AutomergePair;
  readonly #writer: SyncPeer;
  readonly #readers: readonly SyncPeer[];
  readonly #letters: readonly PreparedLetter[];
  readonly #sentAt = new Map<string, number>();
  readonly #sentInOrder: number[] = [];
  #shared: readonly string[];

  constructor(
    pair: AutomergePair,
    writer: SyncPeer,
    readers: readonly SyncPeer[],
    { first, letters }: { first: string; letters: readonly PreparedLetter[] },
  ) {
    this.#pair = pair;
    this.#writer = writer;
    this.#readers = readers;
    this.#letters = letters;
    this.#shared = [first];
    const places = new Map(letters.map(({ hash }, place) => [hash, place + 1]));
    writer.listen(pair.documentId, {
      onHeads: (source, heads) => {
        this.#shared = heads;
        if (source !== pair.acknowledgement) return;
        const known = heads.map((head) => places.get(head) ?? 0);
        this.#kept(Math.max(this.acknowledged, ...known));
      },
    });
    for (const reader of readers) {
      reader.listen(pair.documentId, { onMessage: (data) => this.#arrived(reader, data) });
    }
  }

  edit(): void {
    const letter = this.#letters[this.sent];
    if (letter === undefined) throw new Error('no letter was prepared');
    this.sent += 1;
    const now = performance.now();
    this.#sentAt.set(letter.hash, now);
    this.#sentInOrder.push(now);
    const message = syncMessage([letter.hash], this.#shared, [letter.bytes]);
    this.#writer.send('sync', this.#pair.documentId, message);
  }

  #kept(letters: number): void {
    const now = performance.now();
    for (; this.acknowledged < letters; this.acknowledged += 1) {
      this.keptMs.push(now - (this.#sentInOrder[this.acknowledged] ?? now));
    }
  }

  #arrived(reader: SyncPeer, data: Uint8Array): void {
    const { heads, changes } = A.decodeSyncMessage(data);
    if (changes.length === 0) return;
    const now = performance.now();
    for (const change of changes) {
      const sentAt = this.#sentAt.get(hashOfChange(change));
      if (sentAt !== undefined) this.samples.push(now - sentAt);
    }
    reader.send('sync', this.#pair.documentId, syncMessage(heads, heads, []));
  }

  async close(): Promise<void> {
    await Promise.all([this.#writer, ...this.#readers].map((peer) => peer.close()));
  }
}
