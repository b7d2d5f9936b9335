import { z } from 'zod';
import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
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

export interface EvidenceInput {
  readonly kind: EvidenceKind;
  readonly text?: string | undefined;
  readonly url?: string | undefined;
  readonly fileHash?: string | undefined;
}

/** An item must hold what its kind promises; refuses `evidence-missing`. @clause INV-16 */
export function checkEvidence({
  kind,
  text: words,
  url,
  fileHash,
}: EvidenceInput): Result<void, Refusal> {
  const held = { link: url, note: words?.trim(), fileHash }[kind];
  return held === undefined || held === '' ? fail({ code: 'evidence-missing' }) : ok(undefined);
}
