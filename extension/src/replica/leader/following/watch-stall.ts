import type { PeerId } from '@automerge/automerge-repo/slim';

/** The line to the relay, as automerge-repo's adapters have it. */
interface Line {
  peerId?: PeerId | undefined;
  isReady(): boolean;
  connect(peerId: PeerId): void;
  disconnect(): void;
}

const longestMs = 600_000;

/**
 * Looks after what waits for the relay and does not move though there is a connection: a message
 * that was lost on the way, or a relay that forgot, is not told of by anybody, and both sides would
 * wait for ever. `firstMs`: how long it may stand still; doubled each time that a new connection did
 * not help.
 */
export function watchStall(
  waiting: () => ReadonlySet<string>,
  line: Line,
  firstMs: number,
): () => void {
  let before: ReadonlySet<string> = new Set();
  let waitMs = firstMs;
  let timer: ReturnType<typeof setTimeout>;
  const look = (): void => {
    const now = waiting();
    const isMoving = before.size === 0 || [...before].some((hash) => !now.has(hash));
    before = now;
    if (isMoving) waitMs = firstMs;
    else if (line.isReady() && line.peerId) {
      waitMs = Math.min(longestMs, waitMs * 2);
      line.disconnect();
      line.connect(line.peerId);
    }
    timer = setTimeout(look, waitMs);
  };
  timer = setTimeout(look, waitMs);
  return () => clearTimeout(timer);
}
