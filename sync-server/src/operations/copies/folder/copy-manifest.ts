import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  publicKeySchema,
  signingBytes,
  verifySignatureText,
  type Signer,
} from '@nastavnik/core/access';
import { base64url } from '@nastavnik/core/kernel';
import { z } from 'zod';
import { findingCodes } from '../finding.ts';

const count = z.number().int().nonnegative();
const digest = z.string().regex(/^[0-9a-f]{64}$/);

const bodySchema = z.strictObject({
  kind: z.literal('nastavnik/copy'),
  v: z.literal(1),
  createdAtMs: z.number().int(),
  productVersion: z.string(),
  schemaVersion: count,
  sqliteVersion: z.string(),
  /** The relay whose copy this is: its key signs the manifest. */
  relay: publicKeySchema,
  includesRelayKey: z.boolean(),
  files: z.array(z.strictObject({ name: z.string(), bytes: count, sha256: digest })),
  counts: z.strictObject({ documents: count, changes: count, logs: count, entries: count }),
  headsDigest: digest,
  /** What the test restore came to, made right after the copy. */
  tested: z.strictObject({
    atMs: z.number().int(),
    documents: count,
    chunks: count,
    entries: count,
    findings: z.array(
      z.strictObject({ code: z.enum(findingCodes), subject: z.string(), count: count.optional() }),
    ),
  }),
});

const manifestSchema = z.strictObject({ copy: bodySchema, sig: z.string() });

export type CopyManifest = z.infer<typeof bodySchema>;
export type CopiedFile = CopyManifest['files'][number];

export const manifestName = 'manifest.json';

const toText = (manifest: z.infer<typeof manifestSchema>): string =>
  `${JSON.stringify(manifest, null, 2)}\n`;

/** Writes the manifest, signed by the relay whose copy it is. */
export async function writeManifest(
  folder: string,
  copy: CopyManifest,
  signer: Signer,
): Promise<void> {
  const ordered = bodySchema.parse(copy);
  const sig = base64url.encode(await signer.sign(signingBytes('nastavnik/copy/1', ordered)));
  writeFileSync(join(folder, manifestName), toText({ copy: ordered, sig }), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
}

/** The manifest of a copy; undefined where a single byte of it is not as it was written. */
export async function readManifest(folder: string): Promise<CopyManifest | undefined> {
  try {
    const text = readFileSync(join(folder, manifestName), 'utf8');
    const manifest = manifestSchema.parse(JSON.parse(text));
    const { copy, sig } = manifest;
    const signed = signingBytes('nastavnik/copy/1', copy);
    const isWhole =
      toText(manifest) === text && (await verifySignatureText(copy.relay, signed, sig));
    return isWhole ? copy : undefined;
  } catch {
    return undefined;
  }
}
