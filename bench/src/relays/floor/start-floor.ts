import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { startChildRelay } from '../../load/child-relay.ts';
import { holdsWithin } from '../../load/holds-within.ts';
import type { Line, Population, SharedText } from '../../load/population.ts';

/** What an edit weighs in the other protocols, without its envelope. */
const editBytes = 120;
const kinds = { join: 0, edit: 1, kept: 2, joined: 3 } as const;

function frameOf(kind: number, text: number, letter = 0): Buffer {
  const frame = Buffer.alloc(kind === kinds.join ? 5 : editBytes);
  frame[0] = kind;
  frame.writeUInt32BE(text, 1);
  if (kind === kinds.edit) frame.writeUInt32BE(letter, 5);
  return frame;
}

class FloorPeer {
  kept = 0;
  joined = 0;
  letters = 0;
  bytesUp = 0;
  onKept: (() => void) | undefined;
  onLetter: ((letter: number) => void) | undefined;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('error', () => {
      // A killed relay is what some measures are about; the close event tells them.
    });
    socket.on('message', (frame: Buffer) => {
      if (frame[0] === kinds.kept) {
        this.kept += 1;
        this.onKept?.();
      }
      if (frame[0] === kinds.joined) this.joined += 1;
      if (frame[0] !== kinds.edit) return;
      this.letters += 1;
      this.onLetter?.(frame.readUInt32BE(5));
    });
  }

  static async connect(url: string): Promise<FloorPeer> {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    await once(socket, 'open');
    return new FloorPeer(socket);
  }

  send(frame: Buffer): void {
    if (this.#socket.readyState !== WebSocket.OPEN) return;
    this.bytesUp += frame.length;
    this.#socket.send(frame);
  }

  async close(): Promise<void> {
    if (this.#socket.readyState === WebSocket.CLOSED) return;
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}

async function write(peer: FloorPeer, texts: readonly number[], letters: number): Promise<void> {
  const before = peer.kept;
  for (let letter = 0; letter < letters; letter += 1) {
    for (const text of texts) peer.send(frameOf(kinds.edit, text, letter));
  }
  const total = letters * texts.length;
  if (!(await holdsWithin(() => peer.kept - before >= total, 20_000))) {
    throw new Error('frames were not confirmed');
  }
}

class FloorText implements SharedText {
  readonly #connect: () => Promise<FloorPeer>;
  readonly #text: number;

  constructor(connect: () => Promise<FloorPeer>, text: number) {
    this.#connect = connect;
    this.#text = text;
  }

  async visit(letters: number): Promise<void> {
    const peer = await this.#connect();
    await write(peer, [this.#text], letters);
    await peer.close();
  }

  async read(letters: number, limitMs: number): Promise<number> {
    const peer = await this.#connect();
    peer.send(frameOf(kinds.join, this.#text));
    await holdsWithin(() => peer.letters >= letters || peer.joined > 0, limitMs);
    await peer.close();
    return peer.letters;
  }

  async openLine(readers: number): Promise<Line> {
    const writer = await this.#connect();
    await write(writer, [this.#text], 1);
    const peers = await Promise.all(Array.from({ length: readers }, this.#connect));
    for (const peer of peers) peer.send(frameOf(kinds.join, this.#text));
    await holdsWithin(() => peers.every(({ joined }) => joined > 0), 20_000);
    const sentAt: number[] = [];
    const samples: number[] = [];
    const keptMs: number[] = [];
    writer.onKept = () => keptMs.push(performance.now() - (sentAt[keptMs.length] ?? 0));
    for (const peer of peers) {
      peer.onLetter = (letter) => samples.push(performance.now() - (sentAt[letter] ?? 0));
    }
    return {
      samples,
      keptMs,
      edit: () => {
        writer.send(frameOf(kinds.edit, this.#text, sentAt.push(performance.now()) - 1));
      },
      get sent() {
        return sentAt.length;
      },
      get acknowledged() {
        return writer.kept - 1;
      },
      close: async () => {
        await Promise.all([writer, ...peers].map((peer) => peer.close()));
      },
    };
  }
}

/** Frames over a websocket with a flush for each turn: what nothing durable goes below. */
export async function startFloor(texts: number): Promise<Population> {
  const folder = mkdtempSync(join(tmpdir(), 'floor-'));
  const module = new URL('./relay-process.ts', import.meta.url);
  const relay = await startChildRelay('floor', module, [folder]);
  const connect = (): Promise<FloorPeer> => FloorPeer.connect(relay.url);
  const places = [...Array(texts).keys()];
  return {
    relay,
    folder,
    texts: places.map((text) => new FloorText(connect, text)),
    returnWith: async (letters) => {
      const began = performance.now();
      const peer = await connect();
      await write(peer, places, letters);
      const tookMs = performance.now() - began;
      await peer.close();
      return { tookMs, bytesUp: peer.bytesUp, floorBytes: letters * texts * editBytes };
    },
  };
}
