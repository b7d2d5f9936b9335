import type { ChangeHash } from '@nastavnik/core/kernel';
import type { ParsedHave } from '@nastavnik/core/judging';
import { encodeUnsigned } from './encode-unsigned.ts';

/** What the relay says to one peer about one document. */
export interface OutgoingMessage {
  readonly heads: readonly ChangeHash[];
  readonly need: readonly ChangeHash[];
  readonly haves: readonly ParsedHave[];
  readonly chunks: readonly Uint8Array[];
  /** A document chunk is among the chunks: only the second version may carry one. */
  readonly hasDocument: boolean;
}

const changesOnly = 0x42;
const anyChunk = 0x43;

function hashes(list: readonly ChangeHash[]): Uint8Array[] {
  return [
    Uint8Array.from(encodeUnsigned(list.length)),
    ...list.map((hash) => Buffer.from(hash, 'hex')),
  ];
}

const counted = (bytes: Uint8Array): Uint8Array[] => [
  Uint8Array.from(encodeUnsigned(bytes.length)),
  bytes,
];

/**
 * A sync message without capabilities, so that stock peers upload single changes and never believe
 * us read-only for good.
 */
export function encodeSyncMessage(message: OutgoingMessage): Uint8Array {
  const { heads, need, haves, chunks, hasDocument } = message;
  return Buffer.concat([
    Uint8Array.of(hasDocument ? anyChunk : changesOnly),
    ...hashes(heads),
    ...hashes(need),
    Uint8Array.from(encodeUnsigned(haves.length)),
    ...haves.flatMap(({ lastSync, bloom }) => [...hashes(lastSync), ...counted(bloom)]),
    Uint8Array.from(encodeUnsigned(chunks.length)),
    ...chunks.flatMap(counted),
  ]);
}
