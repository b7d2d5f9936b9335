import { z } from 'zod';
import { choice, optional, scalar, text, webAddress } from './build.ts';

/** Files stay where they are: a link, a note on where to find it, or the hash of a file. */
export const evidenceKinds = ['link', 'note', 'fileHash'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Fields of an evidence item. `fileHash` is SHA-256 hex of the file's bytes. */
export const evidenceFields = {
  kind: choice(evidenceKinds),
  text: text(),
  url: optional(webAddress()),
  fileHash: optional(scalar(z.string().regex(/^[0-9a-f]{64}$/))),
} as const;
