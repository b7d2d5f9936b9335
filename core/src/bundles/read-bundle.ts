import { decode } from 'cborg';
import { verifySignature, type PublicKeyRecord } from '../access/index.ts';
import { fail, ok, type ChangeHash, type Refusal, type Result } from '../kernel/index.ts';
import {
  preflightChange,
  type ChangesByHash,
  type Inflate,
  type PreflightedChange,
} from '../judging/index.ts';
import { strictCbor } from '../protocol/index.ts';
import {
  bundleBodySchema,
  bundleFileSchema,
  bundleKind,
  bundleLimits,
  bundleVersion,
  type BundleBody,
  type BundledDocument,
} from './bundle-format.ts';
import { bundleSigningBytes } from './write-bundle.ts';

/** A document whose chunks have been read one by one and found to make a whole. */
export interface ReadDocument extends Omit<BundledDocument, 'changes'> {
  readonly changes: ChangesByHash;
}

/** A bundle whose signature holds. Who its creator is, the membership log says. */
export interface ReadBundle extends Omit<BundleBody, 'documents'> {
  readonly creator: PublicKeyRecord;
  readonly documents: readonly ReadDocument[];
}

const fileCbor = { ...strictCbor, strict: true, allowUndefined: false } as const;

const malformed = fail<Refusal>({ code: 'bundle-malformed' });

function decodeStrictly(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, fileCbor);
  } catch {
    return undefined;
  }
}

const isNewer = (file: unknown): boolean => {
  const { kind, v } = (file ?? {}) as { kind?: unknown; v?: unknown };
  return kind === bundleKind && typeof v === 'number' && v > bundleVersion;
};

/** Every chunk alone, none twice, and none that stands on what is not there. */
function readDocument(
  { changes, ...document }: BundledDocument,
  inflate: Inflate,
): Result<ReadDocument, Refusal> {
  const read = new Map<ChangeHash, PreflightedChange>();
  for (const bytes of changes) {
    const change = preflightChange(bytes, inflate);
    if (!change.ok) return change;
    const { hash, deps } = change.value;
    if (read.has(hash) || !deps.every((dep) => read.has(dep))) return malformed;
    read.set(hash, change.value);
  }
  return ok({ ...document, changes: read });
}

async function readBody(
  body: Uint8Array,
  inflate: Inflate,
  pause: () => Promise<void>,
): Promise<Result<Omit<ReadBundle, 'creator'>, Refusal>> {
  const parsed = bundleBodySchema.safeParse(decodeStrictly(body));
  if (!parsed.success) return malformed;
  const documents: ReadDocument[] = [];
  for (const document of parsed.data.documents) {
    const read = readDocument(document, inflate);
    if (!read.ok) return read;
    documents.push(read.value);
    await pause();
  }
  const ids = new Set(documents.map(({ documentId }) => documentId));
  return ids.size === documents.length ? ok({ ...parsed.data, documents }) : malformed;
}

/**
 * Reads a file whole or not at all; never throws. `bundle-too-large`, `bundle-newer-version`,
 * `bundle-malformed` for what is damaged, cut short or no bundle, `signature-invalid`, or what
 * `preflightChange` refuses a chunk with. `pause` is awaited after each document, so that whoever
 * serves others meanwhile can.
 */
export async function readBundle(
  bytes: Uint8Array,
  inflate: Inflate,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Result<ReadBundle, Refusal>> {
  if (bytes.length > bundleLimits.maxBytes) return fail({ code: 'bundle-too-large' });
  const file = decodeStrictly(bytes);
  if (isNewer(file)) return fail({ code: 'bundle-newer-version' });
  const parsed = bundleFileSchema.safeParse(file);
  if (!parsed.success) return malformed;
  const { creator, body, sig } = parsed.data;
  const signed = bundleSigningBytes(creator.kid, body);
  if (!(await verifySignature(creator, signed, sig))) return fail({ code: 'signature-invalid' });
  const read = await readBody(body, inflate, pause);
  return read.ok ? ok({ ...read.value, creator }) : read;
}
