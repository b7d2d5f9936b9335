import type { PeerId } from '@automerge/automerge-repo/slim';
import type { ReadonlySignal } from '@preact/signals';
import type { OutboxView } from '../../documents/lists/outbox.ts';

/** The line to the relay, as automerge-repo's adapters have it. */
interface Line {
  peerId?: PeerId | undefined;
  isReady(): boolean;
  connect(peerId: PeerId): void;
  disconnect(): void;
}

/** How long waiting work may stand still; doubled each time that a new connection did not help. */
const firstMs = 30_000;
const longestMs = 600_000;

/**
 * Looks after an outbox that does not drain though there is a connection: a message that was lost
 * on the way, or a relay that forgot, is not told of by anybody, and both sides would wait for ever.
 */
export function watchStall(
  outbox: ReadonlySignal<Pick<OutboxView, 'waiting'>>,
  line: Line,
): () => void {
  let before: ReadonlySet<string> = new Set();
  let waitMs = firstMs;
  let timer: ReturnType<typeof setTimeout>;
  const look = (): void => {
    const now = new Set<string>(outbox.peek().waiting.map(({ hash }) => hash));
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
