import { bytesToHex, concatBytes, fail, ok, sha256 } from '../../kernel/index.ts';
import type { ChangeHash, Refusal, Result } from '../../kernel/index.ts';
import { limits } from '../../protocol/index.ts';
import { ByteReader, MalformedBytes } from './byte-reader.ts';
import { countColumn } from './column-count.ts';
import type { Inflate } from './inflate.ts';

/** What one chunk claims to be, read without building anything of it. */
export interface PreflightedChange {
  readonly hash: ChangeHash;
  readonly bytes: Uint8Array;
  readonly actor: string;
  readonly seq: number;
  readonly startOp: number;
  readonly deps: readonly ChangeHash[];
  readonly operations: number;
  /** Present in an actor's first change only. */
  readonly author?: string;
}

const magic = [0x85, 0x6f, 0x4a, 0x83];
const actionColumn = 4;
/** Predecessors are counted apart: one operation may overwrite several conflicting values. */
const predecessorColumn = 7;

/**
 * Reads one change chunk before Automerge sees it: its type, its checksum, its inflated size and
 * the number of operations that its run lengths stand for. Two kilobytes can claim two million.
 */
export function preflightChange(
  bytes: Uint8Array,
  inflate: Inflate,
): Result<PreflightedChange, Refusal> {
  if (bytes.length > limits.maxChangeBytes) {
    return fail({ code: 'change-too-large', params: { maxBytes: limits.maxChangeBytes } });
  }
  try {
    const { body, checksum } = readChunk(bytes, inflate);
    const change = readChange(body);
    // Eight mebibytes are counted in no time, and take a while to hash: so bombs end here.
    if (change.operations <= limits.maxOperationsPerChange) {
      return ok({ ...change, hash: checkedHash(body, checksum), bytes });
    }
    const maxOperations = limits.maxOperationsPerChange;
    return fail({ code: 'change-too-many-operations', params: { maxOperations } });
  } catch (error) {
    if (error instanceof MalformedBytes) return fail({ code: 'change-malformed' });
    throw error;
  }
}

/** The body of exactly one chunk of type 1 or 2; documents and bundles are not uploads. */
function readChunk(
  bytes: Uint8Array,
  inflate: Inflate,
): { readonly body: Uint8Array; readonly checksum: Uint8Array } {
  const reader = new ByteReader(bytes);
  for (const byte of magic) if (reader.byte() !== byte) throw new MalformedBytes('magic');
  const checksum = reader.take(4);
  const type = reader.byte();
  const stored = reader.take(reader.unsigned());
  if (!reader.isAtEnd) throw new MalformedBytes('trailing bytes');
  if (type !== 1 && type !== 2) throw new MalformedBytes('chunk type');
  return { body: type === 2 ? inflated(stored, inflate) : stored, checksum };
}

function inflated(stored: Uint8Array, inflate: Inflate): Uint8Array {
  try {
    return inflate(stored, limits.maxInflatedBytes);
  } catch {
    throw new MalformedBytes('deflate stream');
  }
}

/** A change is named by its inflated form, however it travelled. */
function hashedForm(body: Uint8Array): Uint8Array {
  const header = [1];
  let length = body.length;
  while (length >= 0x80) {
    header.push((length % 0x80) | 0x80);
    length = Math.floor(length / 0x80);
  }
  return concatBytes(Uint8Array.from([...header, length]), body);
}

function checkedHash(body: Uint8Array, checksum: Uint8Array): ChangeHash {
  const hash = sha256(hashedForm(body));
  if (checksum.some((byte, place) => byte !== hash[place])) throw new MalformedBytes('checksum');
  return bytesToHex(hash) as ChangeHash;
}

function readChange(body: Uint8Array): Omit<PreflightedChange, 'hash' | 'bytes'> {
  const reader = new ByteReader(body);
  const deps = Array.from({ length: reader.count(32, limits.maxHeads) }, () => reader.take(32));
  const actor = bytesToHex(reader.take(reader.unsigned()));
  const seq = reader.unsigned();
  const startOp = reader.unsigned();
  reader.signed();
  reader.take(reader.unsigned());
  const actors = reader.count(1, 10_000);
  for (let place = 0; place < actors; place += 1) reader.take(reader.unsigned());
  const operations = countOperations(reader);
  const author = readAuthor(reader);
  const hashes = deps.map((dep) => bytesToHex(dep) as ChangeHash);
  return { actor, seq, startOp, deps: hashes, operations, ...(author !== undefined && { author }) };
}

function countOperations(reader: ByteReader): number {
  const columns = Array.from({ length: reader.count(2, 64) }, () => ({
    specification: reader.unsigned(),
    length: reader.unsigned(),
  }));
  let operations = 0;
  for (const { specification, length } of columns) {
    if ((specification & 8) !== 0) throw new MalformedBytes('compressed column');
    const count = countColumn(specification & 7, reader.take(length));
    const id = specification >> 4;
    if (id === actionColumn) operations = Math.max(operations, count);
    const share = id === predecessorColumn ? 4 : 1;
    operations = Math.max(operations, Math.ceil(count / share));
  }
  return operations;
}

/** After the columns a change may hold its author and nothing else: no room for hidden bytes. */
function readAuthor(reader: ByteReader): string | undefined {
  if (reader.isAtEnd) return undefined;
  if (reader.byte() !== 1) throw new MalformedBytes('unknown addition');
  const author = bytesToHex(reader.take(reader.unsigned()));
  if (!reader.isAtEnd) throw new MalformedBytes('trailing bytes');
  return author;
}
