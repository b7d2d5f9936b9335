import { bytesToHex, concatBytes, fail, ok } from '../../kernel/index.ts';
import type { ChangeHash, Refusal, Result } from '../../kernel/index.ts';
import { limits } from '../../protocol/index.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';

/** What a peer says it has: all up to `lastSync`, and since then what the filter contains. */
export interface ParsedHave {
  readonly lastSync: readonly ChangeHash[];
  /** Automerge's Bloom filter with its parameters checked; empty where nothing is in it. */
  readonly bloom: Uint8Array;
}

/** A sync message taken apart before Automerge sees it. */
export interface ParsedSyncMessage {
  readonly heads: readonly ChangeHash[];
  readonly need: readonly ChangeHash[];
  readonly haves: readonly ParsedHave[];
  /** The peer takes a whole document in one chunk: the second version of the message. */
  readonly takesDocuments: boolean;
  /** The message without its changes: all that the sync state needs to hear. */
  readonly bare: Uint8Array;
  readonly changes: readonly Uint8Array[];
}

/** The first version: one chunk per change. We never offer the second, so nobody may send it. */
const messageType = 0x42;
const documentCapability = 2;
const maxHaves = 4;
const bloomBitsPerEntry = 10;
const bloomProbes = 7;

/** Takes a sync message apart, strictly; every count is bounded before it is used. */
export function parseSyncMessage(bytes: Uint8Array): Result<ParsedSyncMessage, Refusal> {
  try {
    return ok(read(bytes));
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ code: 'change-malformed' });
    throw error;
  }
}

function read(bytes: Uint8Array): ParsedSyncMessage {
  const reader = new ByteReader(bytes);
  if (reader.byte() !== messageType) throw new MalformedBytes('message type');
  const heads = readHashes(reader, limits.maxHeads);
  checkSorted(heads);
  const need = readHashes(reader, limits.maxChangesPerMessage);
  const haves = Array.from({ length: reader.count(2, maxHaves) }, () => readHave(reader));
  const before = bytes.subarray(0, bytes.length - reader.remaining);
  const count = reader.count(1, limits.maxChangesPerMessage);
  const changes = Array.from({ length: count }, () => reader.take(reader.unsigned()));
  const after = reader.take(reader.remaining);
  const takesDocuments = readCapabilities(after).includes(documentCapability);
  const bare = concatBytes(before, Uint8Array.of(0), after);
  return { heads, need, haves, changes, takesDocuments, bare };
}

function readHave(reader: ByteReader): ParsedHave {
  const lastSync = readHashes(reader, limits.maxHeads);
  const bloom = reader.take(reader.unsigned());
  checkBloom(bloom);
  return { lastSync, bloom };
}

function readHashes(reader: ByteReader, limit: number): ChangeHash[] {
  const count = reader.count(32, limit);
  return Array.from({ length: count }, () => bytesToHex(reader.take(32)) as ChangeHash);
}

function checkSorted(hashes: readonly ChangeHash[]): void {
  for (const [place, hash] of hashes.entries()) {
    const next = hashes[place + 1];
    if (next !== undefined && hash >= next) throw new MalformedBytes('hashes not sorted');
  }
}

/** A filter with other parameters would make us hash millions of times for each change. */
function checkBloom(bytes: Uint8Array): void {
  if (bytes.length === 0) return;
  const reader = new ByteReader(bytes);
  const entries = reader.unsigned();
  if (reader.unsigned() !== bloomBitsPerEntry || reader.unsigned() !== bloomProbes) {
    throw new MalformedBytes('filter parameters');
  }
  if (reader.remaining !== Math.ceil((entries * bloomBitsPerEntry) / 8)) {
    throw new MalformedBytes('filter length');
  }
}

function readCapabilities(bytes: Uint8Array): Uint8Array {
  if (bytes.length === 0) return bytes;
  const reader = new ByteReader(bytes);
  const capabilities = reader.take(reader.count(1, 16));
  if (!reader.isAtEnd) throw new MalformedBytes('trailing bytes');
  return capabilities;
}
