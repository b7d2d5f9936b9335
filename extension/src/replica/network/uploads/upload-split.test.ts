import * as A from '@automerge/automerge/slim';
import { automergeWasmBase64 } from '@automerge/automerge/automerge.wasm.base64';
import type { RandomSource } from '@nastavnik/core/kernel';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { reconnectDelayMs } from '../reconnect-delay.ts';
import { splitUpload } from './upload-split.ts';

beforeAll(async () => {
  await A.initializeBase64Wasm(automergeWasmBase64);
});

/** A message as a stock peer uploads it: every change on its own. */
function uploadOf(count: number): { message: Uint8Array; doc: A.Doc<{ words?: string[] }> } {
  let doc = A.from<{ words?: string[] }>({ words: [] });
  for (let index = 0; index < count; index += 1) {
    doc = A.change(doc, (draft) => void draft.words?.push(`word ${index}`));
  }
  const heads = A.getHeads(doc);
  const message = { heads, need: [], have: [], changes: A.getAllChanges(doc) };
  return { message: A.encodeSyncMessage(message as unknown as A.DecodedSyncMessage), doc };
}

it('an upload in pieces gives the same document, each piece within the limit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 300, max: 3_000 }),
      (count, max) => {
        const { message, doc } = uploadOf(count);
        const { messages, hashes } = splitUpload(message, max);
        let received = A.init<{ words?: string[] }>();
        let state = A.initSyncState();
        for (const piece of messages) {
          const { changes } = A.decodeSyncMessage(piece);
          const bytes = changes.reduce((sum, change) => sum + change.length, 0);
          expect(bytes <= max || changes.length === 1).toBe(true);
          [received, state] = A.receiveSyncMessage(received, state, piece);
        }
        expect(A.getHeads(received)).toEqual(A.getHeads(doc));
        expect(hashes).toHaveLength(count + 1);
      },
    ),
    { numRuns: 30 },
  );
});

it('waits longer each time, never more than a minute, and never all devices alike', () => {
  const always = (byte: number): RandomSource => ({ bytes: (n) => new Uint8Array(n).fill(byte) });
  const longest = [0, 1, 2, 30].map((attempt) => reconnectDelayMs(attempt, always(255)));
  expect(longest).toEqual([500, 1_000, 2_000, 15_000]);
  expect(reconnectDelayMs(30, always(0))).toBe(1_500);
});
