import * as A from '@automerge/automerge/slim';
import type { ChangeHash, ErrorCode } from '@nastavnik/core/kernel';
import type { PreflightedChange } from '@nastavnik/core/judging';

type AnyDocument = A.Doc<unknown>;

/** `late`: a revoked device, which may hand over what it has and is told nothing. */
export type PeerMode = 'write' | 'read' | 'late';

const capabilityBytes = 3;

/**
 * Our messages offer no capabilities, so that stock peers upload single changes and never believe
 * us read-only for good.
 */
function withoutCapabilities(message: Uint8Array): Uint8Array {
  const { supportedCapabilities } = A.decodeSyncMessage(message) as {
    supportedCapabilities?: unknown;
  };
  return supportedCapabilities === undefined ? message : message.slice(0, -capabilityBytes);
}

/**
 * A message that says «I hold nothing, but need not be sent these»: the peer forgets what it has
 * sent before and offers again whatever is missing. No other message makes a stock peer do so.
 */
export function resetMessage(doc: AnyDocument): Uint8Array {
  const [, hello] = A.generateSyncMessage(doc, A.initSyncState());
  const { have } = A.decodeSyncMessage(hello ?? new Uint8Array());
  return A.encodeSyncMessage({ heads: [], need: [], have, changes: [] } as unknown as Parameters<
    typeof A.encodeSyncMessage
  >[0]);
}

const isSame = (left: Uint8Array | undefined, right: Uint8Array): boolean =>
  left !== undefined && Buffer.compare(left, right) === 0;

/** One connection's conversation about one document. */
export class SyncPeer {
  readonly mode: PeerMode;
  /** Changes that wait for a dependency, by hash. */
  readonly staged = new Map<ChangeHash, PreflightedChange>();
  stagedBytes = 0;
  /** Why writing was refused last; what further uploads are answered with. */
  refusedWith: ErrorCode = 'not-allowed';
  #state: A.SyncState;
  #lastIn: Uint8Array | undefined;
  #lastOut: Uint8Array | undefined;
  #isRepeating = false;

  constructor(mode: PeerMode) {
    this.mode = mode;
    this.#state = A.initSyncState({ readOnly: mode !== 'write' });
  }

  /** Hears a message without its changes; returns the document handle to go on with. */
  hear(doc: AnyDocument, bare: Uint8Array): AnyDocument {
    this.#isRepeating = isSame(this.#lastIn, bare);
    this.#lastIn = bare;
    const heard = this.mode === 'late' ? A.init<unknown>() : doc;
    const [after, state] = A.receiveSyncMessage(heard, this.#state, bare);
    this.#state = state;
    return this.mode === 'late' ? doc : after;
  }

  stage(change: PreflightedChange): void {
    this.staged.set(change.hash, change);
    this.stagedBytes += change.bytes.length;
  }

  unstage(hash: ChangeHash): void {
    this.stagedBytes -= this.staged.get(hash)?.bytes.length ?? 0;
    this.staged.delete(hash);
  }

  /** The next message for this peer, or nothing to say. Two peers repeating themselves stop. */
  speak(doc: AnyDocument): Uint8Array | undefined {
    if (this.mode === 'late') return this.#generate(A.init());
    if (this.staged.size === 0) return this.#generate(doc);
    const changes = Array.from(this.staged.values(), ({ bytes }) => bytes);
    const [ahead] = A.applyChanges(A.clone(doc), changes);
    const message = this.#generate(ahead);
    A.free(ahead);
    return message;
  }

  #generate(doc: AnyDocument): Uint8Array | undefined {
    const [state, message] = A.generateSyncMessage(doc, this.#state);
    this.#state = state;
    if (message === null) return undefined;
    const bare = withoutCapabilities(message);
    if (this.#isRepeating && isSame(this.#lastOut, bare)) return undefined;
    this.#lastOut = bare;
    return bare;
  }
}
