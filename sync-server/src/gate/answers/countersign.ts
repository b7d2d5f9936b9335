import {
  approvalHash,
  approvalSchema,
  countersign,
  decide,
  signingKeysOf,
  verifyApproval,
  type Principal,
} from '@nastavnik/core/access';
import { contentHash, fail, ok, type Refusal, type Result } from '@nastavnik/core/kernel';
import type { ServerFrameOf } from '@nastavnik/core/protocol';
import type { SessionServices } from '../session-services.ts';

/**
 * The relay's word that it saw an approval at its own time. Only a record that is valid now gets
 * one, so after a device is revoked nobody can sign into the past with its key; and a record has
 * one for ever, so the same question later gives no later time.
 */
export async function countersignApproval(
  principal: Principal,
  given: unknown,
  services: SessionServices,
): Promise<Result<ServerFrameOf<'countersigned'>, Refusal>> {
  const { store, relay, clock, logs } = services;
  const parsed = approvalSchema.safeParse(given);
  if (!parsed.success) return fail({ code: 'value-invalid' });
  const approval = parsed.data;
  const { docId, heads, membershipSeq, membershipHash } = approval;
  const document = logs.record(docId);
  const state = document && logs.states().get(document.logId);
  const mayRead = document && decide({ principal, document, operation: 'read' }).allow;
  if (state === undefined || mayRead !== true) return fail({ code: 'document-unavailable' });
  const hash = approvalHash(approval);
  const kept = store.countersignature(hash);
  if (kept) return ok({ type: 'countersigned', approvalHash: hash, countersignature: kept });
  const standing = await verifyApproval(approval, { publicKeyOf: signingKeysOf(state) });
  if (standing === 'signer-revoked') return fail({ code: 'device-revoked' });
  const [entry] = store.entries(state.logId, membershipSeq, 1);
  const isOurHistory = entry !== undefined && contentHash(entry.envelope) === membershipHash;
  if (standing !== 'valid' || !isOurHistory) return fail({ code: 'signature-invalid' });
  // Nobody is vouched for over content that this relay has never seen.
  if (store.knownHashes(docId, heads).length < heads.length) return fail({ code: 'not-found' });
  const countersignature = await store.addCountersignature(
    await countersign(relay, approval, clock),
  );
  return ok({ type: 'countersigned', approvalHash: hash, countersignature });
}
