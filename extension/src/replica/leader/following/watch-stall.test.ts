import type { PeerId } from '@automerge/automerge-repo/slim';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchStall } from './watch-stall.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const waitingFor = (...hashes: string[]): ReadonlySet<string> => new Set(hashes);

function watched() {
  const outbox = { value: waitingFor() };
  const state = { isOnline: true, reconnected: 0 };
  const line = {
    peerId: 'peer' as PeerId,
    isReady: () => state.isOnline,
    disconnect: () => undefined,
    connect: () => void (state.reconnected += 1),
  };
  const stop = watchStall(() => outbox.value, line, 30_000);
  return { outbox, state, stop };
}

it('[S2] waiting work that stands still gets a new connection, ever more rarely where none helps', () => {
  const { outbox, state, stop } = watched();
  outbox.value = waitingFor('a');
  vi.advanceTimersByTime(30_000);
  expect(state.reconnected).toBe(0);
  vi.advanceTimersByTime(30_000);
  expect(state.reconnected).toBe(1);
  vi.advanceTimersByTime(59_999);
  expect(state.reconnected).toBe(1);
  vi.advanceTimersByTime(1);
  expect(state.reconnected).toBe(2);
  vi.advanceTimersByTime(86_400_000);
  expect(state.reconnected).toBeLessThan(170);
  stop();
  vi.advanceTimersByTime(86_400_000);
  expect(state.reconnected).toBeLessThan(170);
});

it('[S2] work that moves, an empty outbox and a missing relay are left alone', () => {
  const { outbox, state, stop } = watched();
  vi.advanceTimersByTime(150_000);
  for (const hash of ['a', 'b', 'c', 'd']) {
    outbox.value = waitingFor(hash);
    vi.advanceTimersByTime(30_000);
  }
  state.isOnline = false;
  vi.advanceTimersByTime(600_000);
  expect(state.reconnected).toBe(0);
  stop();
});
