import { z } from 'zod';
import { documentKinds, publicKeySchema, signedEntrySchema } from '../access/index.ts';
import {
  changeHashSchema,
  documentIdSchema,
  instantMsSchema,
  keyIdSchema,
  logIdSchema,
} from '../kernel/index.ts';
import { limits } from '../protocol/index.ts';

/** What a file of changes may hold at most: a school's ten years fit, a bomb does not. */
export const bundleLimits = {
  /** A browser holds the file, its reading and the documents at once. */
  maxBytes: 134_217_728,
  maxDocuments: 20_000,
  maxLogEntries: 100_000,
  maxSubmissions: 1_000,
  maxChangesPerDocument: 100_000,
  maxClaimsPerDocument: 2_000,
  maxHashesPerClaim: 20_000,
} as const;

/** How the file is named, so that people and systems know it. */
export const bundleExtension = '.nastavnik';

export const bundleKind = 'nastavnik/bundle';
export const bundleVersion = 1;

const bytesOf = (maxBytes: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length <= maxBytes);
const signatureSchema = z.string().min(1).max(256);

const claimSchema = z.strictObject({
  /** The device that signed for these changes and for what of its own they stand on. */
  author: keyIdSchema,
  hashes: z.array(changeHashSchema).min(1).max(bundleLimits.maxHashesPerClaim),
  sig: signatureSchema,
  /** The relay's word that it had taken them. */
  receipt: z.strictObject({ atMs: instantMsSchema, sig: signatureSchema }).optional(),
});

const documentSchema = z.strictObject({
  documentId: documentIdSchema,
  kind: z.enum(documentKinds),
  /** All changes of the document as single chunks, in an order of dependencies. */
  changes: z.array(bytesOf(limits.maxChangeBytes)).min(1).max(bundleLimits.maxChangesPerDocument),
  claims: z.array(claimSchema).max(bundleLimits.maxClaimsPerDocument),
});

/** What is signed. */
export const bundleBodySchema = z.strictObject({
  createdAtMs: instantMsSchema,
  scope: z.enum(['organisation', 'pair']),
  logId: logIdSchema,
  /** The organisation's membership log from its first entry; bodies may be withheld. */
  entries: z.array(z.unknown()).min(1).max(bundleLimits.maxLogEntries),
  /** Where a device places the entries: those of the creator that it has not placed yet. */
  submissions: z.array(signedEntrySchema).max(bundleLimits.maxSubmissions).optional(),
  documents: z.array(documentSchema).max(bundleLimits.maxDocuments),
});

/** The file: a body and the signature of the device, or relay, that made it. */
export const bundleFileSchema = z.strictObject({
  kind: z.literal(bundleKind),
  v: z.literal(bundleVersion),
  creator: publicKeySchema,
  body: bytesOf(bundleLimits.maxBytes),
  sig: bytesOf(128),
});

/** A device's claim to changes of a document, as a bundle carries it. */
export type BundledClaim = z.infer<typeof claimSchema>;
/** One whole document. */
export type BundledDocument = z.infer<typeof documentSchema>;
/** The changes of one organisation, or of one pair, as one moment of one copy had them. */
export type BundleBody = z.infer<typeof bundleBodySchema>;
