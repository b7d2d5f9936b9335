import type { PeerId } from '@automerge/automerge-repo/slim';
import { createDeviceKey } from '@nastavnik/core/access';
import { systemClock, systemRandom } from '@nastavnik/core/kernel';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ConnectionState } from '../../messaging/profile-channel.ts';
import { RelayAdapter } from './relay-adapter.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A socket that somebody has accepted and nobody speaks on. */
class SilentSocket extends EventTarget {
  readonly OPEN = 1;
  readyState = 1;
  binaryType = 'blob';

  send(): void {}

  close(): void {
    this.readyState = 3;
  }
}

it('[A17] gives up a relay that accepts and never answers, and dials again', async () => {
  const { signer } = await createDeviceKey();
  const sockets: SilentSocket[] = [];
  const states: ConnectionState[] = [];
  const adapter = new RelayAdapter({
    url: 'ws://relay.test',
    openSocket: () => {
      const socket = new SilentSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    signer,
    clock: systemClock,
    random: systemRandom,
    isTrusted: () => true,
    onStranger: () => undefined,
    onConnection: (state) => states.push(state),
    onFrame: () => undefined,
    beforeUpload: async () => [],
    onUploaded: () => undefined,
    prepare: () => undefined,
    isHeld: () => false,
    judge: async () => undefined,
    onForged: () => undefined,
    onUnavailable: () => undefined,
    onHeads: () => undefined,
  });
  adapter.connect('peer' as PeerId);
  await vi.advanceTimersByTimeAsync(60_000);
  adapter.disconnect();
  expect(sockets.length).toBeGreaterThan(1);
  expect(sockets.every(({ readyState }) => readyState === 3)).toBe(true);
  expect(states).toContainEqual(
    expect.objectContaining({ state: 'offline', reason: { code: 'relay-unreachable' } }),
  );
});
