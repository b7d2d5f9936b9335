import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as Y from 'yjs';
import { startChildRelay } from '../../load/child-relay.ts';
import { holdsWithin } from '../../load/holds-within.ts';
import type { Line, Population, Returning, SharedText } from '../../load/population.ts';
import { YjsPeer } from './yjs-peer.ts';

const settleMs = 20_000;
const nothing = Y.encodeStateVector(new Y.Doc());

/** Letters made ready once: an update does not name its document. The first opens the text. */
class Letters {
  readonly #doc = new Y.Doc();
  readonly #updates: Uint8Array[] = [];

  constructor() {
    this.#doc.on('update', (bytes: Uint8Array) => this.#updates.push(bytes));
  }

  take(count: number): readonly Uint8Array[] {
    while (this.#updates.length < count) this.#doc.getText('goal').insert(0, 'ж');
    return this.#updates.slice(0, count);
  }
}

/** Offers updates and resolves when as many were answered. */
async function upload(peer: YjsPeer, name: string, updates: readonly Uint8Array[]): Promise<void> {
  let kept = 0;
  let isIn = false;
  peer.join(name, nothing, {
    onAuthenticated: () => {
      isIn = true;
    },
    onKept: () => {
      kept += 1;
    },
  });
  if (!(await holdsWithin(() => isIn, settleMs))) throw new Error('nobody was let in');
  for (const bytes of updates) peer.update(name, bytes);
  if (!(await holdsWithin(() => kept >= updates.length, settleMs))) {
    throw new Error('updates were not confirmed');
  }
}

class HocuspocusText implements SharedText {
  readonly #url: () => string;
  readonly #name: string;
  readonly #letters: Letters;

  constructor(url: () => string, name: string, letters: Letters) {
    this.#url = url;
    this.#name = name;
    this.#letters = letters;
  }

  async visit(letters: number): Promise<void> {
    const peer = await YjsPeer.connect(this.#url());
    await upload(peer, this.#name, [Y.mergeUpdates([...this.#letters.take(letters)])]);
    await peer.close();
  }

  async read(letters: number, limitMs: number): Promise<number> {
    const peer = await YjsPeer.connect(this.#url());
    const doc = this.#follow(peer);
    await holdsWithin(() => doc.getText('goal').length >= letters, limitMs);
    await peer.close();
    return doc.getText('goal').length;
  }

  #follow(peer: YjsPeer, onUpdate?: (length: number) => void): Y.Doc {
    const doc = new Y.Doc();
    peer.join(this.#name, nothing, {
      onUpdate: (bytes) => {
        Y.applyUpdate(doc, bytes);
        onUpdate?.(doc.getText('goal').length);
      },
    });
    return doc;
  }

  async openLine(readers: number, edits: number): Promise<Line> {
    const [first, ...updates] = this.#letters.take(edits + 1);
    const writer = await YjsPeer.connect(this.#url());
    if (first) await upload(writer, this.#name, [first]);
    const sentAt: number[] = [];
    const keptMs: number[] = [];
    writer.join(this.#name, nothing, {
      onKept: () => keptMs.push(performance.now() - (sentAt[keptMs.length] ?? 0)),
    });
    const samples: number[] = [];
    const peers: YjsPeer[] = [];
    for (let reader = 0; reader < readers; reader += 1) {
      const peer = await YjsPeer.connect(this.#url());
      let arrived = 1;
      const doc = this.#follow(peer, (length) => {
        for (; arrived < length; arrived += 1) {
          samples.push(performance.now() - (sentAt[arrived - 1] ?? 0));
        }
      });
      await holdsWithin(() => doc.getText('goal').length > 0, settleMs);
      peers.push(peer);
    }
    return {
      samples,
      keptMs,
      edit: () => {
        const bytes = updates[sentAt.push(performance.now()) - 1];
        if (bytes) writer.update(this.#name, bytes);
      },
      get sent() {
        return sentAt.length;
      },
      get acknowledged() {
        return keptMs.length;
      },
      close: async () => {
        await Promise.all([writer, ...peers].map((peer) => peer.close()));
      },
    };
  }
}

/** Hocuspocus as its documentation sets it up: whoever knows a name may read and write. */
export async function startHocuspocus(texts: number): Promise<Population> {
  const folder = mkdtempSync(join(tmpdir(), 'hocuspocus-'));
  const module = new URL('./relay-process.ts', import.meta.url);
  const relay = await startChildRelay('hocuspocus', module, [folder]);
  const letters = new Letters();
  const names = Array.from({ length: texts }, (_unused, place) => `text-${place}`);
  const returnWith = async (count: number): Promise<Returning> => {
    const [first, ...more] = letters.take(count + 1);
    const before = await YjsPeer.connect(relay.url);
    for (const name of names) if (first) await upload(before, name, [first]);
    await before.close();
    const began = performance.now();
    const peer = await YjsPeer.connect(relay.url);
    const merged = Y.mergeUpdates([...more]);
    await Promise.all(names.map((name) => upload(peer, name, [merged])));
    const tookMs = performance.now() - began;
    const { bytesUp } = peer;
    await peer.close();
    const floorBytes = merged.length * names.length;
    return { tookMs, bytesUp, floorBytes };
  };
  const url = (): string => relay.url;
  return {
    relay,
    folder,
    texts: names.map((name) => new HocuspocusText(url, name, letters)),
    returnWith,
  };
}
