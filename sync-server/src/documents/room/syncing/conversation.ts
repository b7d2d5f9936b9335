import type { ChangeHash, ErrorCode } from '@nastavnik/core/kernel';
import type { ParsedHave, ParsedSyncMessage } from '@nastavnik/core/judging';
import { bloomOf, bloomReader } from './bloom-filter.ts';
import type { ChangeGraph } from './change-graph.ts';
import { encodeSyncMessage } from './encode-sync-message.ts';

/** `late`: a revoked device, which may hand over what it has and is told nothing. */
export type PeerMode = 'write' | 'read' | 'late';

/** Where the bytes of a document's changes are. */
export interface ChangeLibrary {
  /** One chunk for each hash, in their order. */
  bytes(hashes: readonly ChangeHash[]): Uint8Array[];
  /** The document in one chunk, and the changes that have come since; nothing of a short one. */
  whole(): { readonly chunk: Uint8Array; readonly rest: readonly ChangeHash[] } | undefined;
  /** The message of this key as it was composed last: peers in step are told the same. */
  once(key: string, compose: () => Uint8Array): Uint8Array;
}

/** What waits here for a dependency. */
export interface StagedChanges {
  readonly hashes: readonly ChangeHash[];
  readonly missing: readonly ChangeHash[];
}

const isSame = (left: Uint8Array | undefined, right: Uint8Array): boolean =>
  left !== undefined && Buffer.compare(left, right) === 0;

const isEqual = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((value, place) => value === right[place]);

/**
 * A message that says «I hold nothing, but need not be sent these»: the peer forgets what it has
 * sent before and offers again whatever is missing. No other message makes a stock peer do so.
 */
export function resetMessage(graph: ChangeGraph): Uint8Array {
  const haves = [{ lastSync: [], bloom: bloomOf(graph.from(0)) }];
  return encodeSyncMessage({ heads: [], need: [], haves, chunks: [], hasDocument: false });
}

/**
 * One connection's side of Automerge's sync protocol about one document. It works on hashes and
 * stored bytes alone, so a document can be handed out without being built.
 */
export class Conversation {
  readonly mode: PeerMode;
  /** Why writing was refused last; what further uploads are answered with. */
  readonly refusedWith: ErrorCode;
  staged: StagedChanges = { hashes: [], missing: [] };
  #heard: ParsedSyncMessage | undefined;
  #shared: readonly ChangeHash[] = [];
  #lastSentHeads: readonly ChangeHash[] | undefined;
  readonly #sent = new Set<ChangeHash>();
  #isInFlight = false;
  #lastIn: Uint8Array | undefined;
  #lastOut: Uint8Array | undefined;
  #isRepeating = false;
  /** A reader has been told already that what it made is not taken. */
  #isRefused: boolean;

  constructor(mode: PeerMode, refusedWith?: ErrorCode) {
    this.mode = mode;
    this.refusedWith = refusedWith ?? 'not-allowed';
    this.#isRefused = refusedWith !== undefined;
  }

  /** Hears a message; what of its changes was accepted is in the graph by now. */
  hear(message: ParsedSyncMessage, graph: ChangeGraph): void {
    const { bare, heads, changes } = message;
    this.#isRepeating = isSame(this.#lastIn, bare);
    this.#lastIn = bare;
    this.#heard = message;
    this.#isInFlight = false;
    if (changes.length > 0) this.#isRefused = true;
    const known = heads.filter((head) => graph.has(head));
    if (this.#sent.size > 0) {
      const unseen = new Set(graph.since(known));
      for (const hash of this.#sent) if (!unseen.has(hash)) this.#sent.delete(hash);
    }
    if (changes.length === 0 && isEqual(heads, graph.heads)) this.#lastSentHeads = heads;
    if (known.length < heads.length) {
      this.#shared = [...new Set([...this.#shared, ...known])].toSorted();
      return;
    }
    this.#shared = heads;
    if (heads.length > 0) return;
    // The peer has lost everything, or has just come.
    this.#lastSentHeads = undefined;
    this.#sent.clear();
  }

  /** The next message for this peer, or nothing to say. Two peers repeating themselves stop. */
  speak(graph: ChangeGraph, library: ChangeLibrary): Uint8Array | undefined {
    const message = this.#next(graph, library);
    if (message === undefined) return undefined;
    if (this.#isRepeating && isSame(this.#lastOut, message)) return undefined;
    this.#lastOut = message;
    return message;
  }

  #next(graph: ChangeGraph, library: ChangeLibrary): Uint8Array | undefined {
    const { heads } = graph;
    const theirHeads = this.#heard?.heads;
    if (this.#heard?.haves[0]?.lastSync.every((hash) => graph.has(hash)) === false) {
      return this.#startOver(heads);
    }
    const sending = this.#unsent(graph);
    if (isEqual(this.#lastSentHeads ?? ['never'], heads)) {
      if (theirHeads && isEqual(theirHeads, heads) && sending.length === 0) return undefined;
      if (this.#isInFlight) return undefined;
    }
    this.#lastSentHeads = heads;
    this.#isInFlight = true;
    for (const hash of sending) this.#sent.add(hash);
    const isWhole = this.#isNew && sending.length === graph.size;
    const need = this.#needed(graph);
    const key = [isWhole, heads, need, this.#shared, sending].join(' ');
    return library.once(key, () => {
      const hasAsked = need.every((hash) => theirHeads?.includes(hash));
      const haves = hasAsked ? [this.#have(graph)] : [];
      const whole = isWhole ? library.whole() : undefined;
      const chunks = library.bytes(whole?.rest ?? sending);
      if (whole) chunks.unshift(whole.chunk);
      return encodeSyncMessage({ heads, need, haves, chunks, hasDocument: whole !== undefined });
    });
  }

  /** The peer has nothing yet and takes a document in one piece. */
  get #isNew(): boolean {
    return this.#heard?.heads.length === 0 && this.#heard.takesDocuments;
  }

  /** The peer speaks of changes that we never had: both sides begin again. */
  #startOver(heads: readonly ChangeHash[]): Uint8Array {
    const haves = [{ lastSync: [], bloom: new Uint8Array() }];
    return encodeSyncMessage({ heads, need: [], haves, chunks: [], hasDocument: false });
  }

  #have(graph: ChangeGraph): ParsedHave {
    const lastSync = this.#shared;
    return { lastSync, bloom: bloomOf(graph.since(lastSync)) };
  }

  /**
   * A reader is asked too, once: one that takes a filter's slip for our having its change would
   * otherwise neither send it nor ever hear that it is not taken.
   */
  #needed(graph: ChangeGraph): ChangeHash[] {
    if (this.mode === 'late' || (this.mode === 'read' && this.#isRefused)) return [];
    const { hashes, missing } = this.staged;
    const ahead = (this.#heard?.heads ?? []).filter((hash) => !hashes.includes(hash));
    const unknown = [...ahead, ...missing].filter((hash) => !graph.has(hash));
    return [...new Set(unknown)].toSorted();
  }

  #unsent(graph: ChangeGraph): ChangeHash[] {
    if (this.#heard === undefined) return [];
    const { haves, need } = this.#heard;
    const asked = need.filter((hash) => graph.has(hash));
    return [...new Set([...asked, ...offered(graph, haves)])].filter(
      (hash) => !this.#sent.has(hash),
    );
  }
}

/** What the peer's own words say it lacks, with what stands on that. */
function offered(graph: ChangeGraph, haves: readonly ParsedHave[]): ChangeHash[] {
  if (haves.length === 0) return [];
  const candidates = graph.since(haves.flatMap(({ lastSync }) => lastSync));
  if (candidates.length === 0) return [];
  const readers = haves.map(({ bloom }) => bloomReader(bloom));
  const lacking = new Set<ChangeHash>();
  for (const hash of candidates) {
    const isUnknown = readers.every((contains) => !contains(hash));
    const isAbove = graph.dependencies(hash).some((dependency) => lacking.has(dependency));
    if (isUnknown || isAbove) lacking.add(hash);
  }
  return [...lacking];
}
