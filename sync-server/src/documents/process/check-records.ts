import type { DocumentKindName, ResolvedOperation } from '@nastavnik/core/access';
import type { Refusal } from '@nastavnik/core/kernel';
import { z } from 'zod';
import type { AuthorStanding } from './messages.ts';

const recordSchema = z.looseObject({ signer: z.looseObject({ kid: z.string() }) });

/** A signature over other documents may be put only by the device that made it. */
export async function checkRecords(
  kind: DocumentKindName,
  operations: readonly ResolvedOperation[],
  author: AuthorStanding,
): Promise<Refusal | undefined> {
  if (kind !== 'approvals') return undefined;
  for (const { path, value } of operations) {
    if (path[0] !== 'records' || path.length !== 2) continue;
    const record = recordSchema.safeParse(parseJson(value));
    if (!record.success) return { code: 'value-invalid' };
    if (record.data.signer.kid !== author.kid) return { code: 'author-forged' };
  }
  return undefined;
}

function parseJson(value: unknown): unknown {
  try {
    return typeof value === 'string' ? JSON.parse(value) : undefined;
  } catch {
    return undefined;
  }
}
