import type { RandomSource } from '@nastavnik/core/kernel';
import type { FrameSocket } from '../gate/frame-socket.ts';

/** Not all at once: each is told another time within two seconds after the first. */
const retryAfterMs = 1_000;
const retrySpreadMs = 8;

/** Tells everyone that the relay stops, and when to come back. */
export function closeForDrain(sockets: Iterable<FrameSocket>, random: RandomSource): void {
  for (const socket of sockets) {
    const [spread = 0] = random.bytes(1);
    socket.close({ code: 'relay-draining' }, retryAfterMs + spread * retrySpreadMs);
  }
}
