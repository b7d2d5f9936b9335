import type { Refusal } from '../../../kernel/index.ts';
import { innerEntrySchema, isEntryType, type InnerEntry } from '../entry.ts';
import { verifyInner } from '../judge-entry.ts';
import type { MembershipDraft, MembershipState } from '../membership-state.ts';
import type { WireEntry } from './wire-entry.ts';

/** Bodies that say nothing of people; without them the state still knows who may author what. */
const documentTypes: ReadonlySet<string> = new Set([
  'policy',
  'create-document',
  'drop-document',
  'grant',
  'revoke-grant',
]);

/**
 * An entry whose body is missing or not understood: its place in the chain is checked, and its
 * author where the author is known; what it said is lost on this replica, and the gap is noted.
 */
export async function checkOpaque(
  state: MembershipState,
  entry: WireEntry,
): Promise<Refusal | undefined> {
  const parsed = innerEntrySchema.safeParse(entry.inner);
  if (!parsed.success) return entry.inner.v > 1 ? undefined : { code: 'entry-invalid' };
  const inner = parsed.data;
  if (inner.type === 'found' || inner.type === 'handover') return { code: 'entry-invalid' };
  if (inner.logId !== state.logId) return { code: 'log-unknown' };
  if (state.entryIds.has(inner.entryId)) return { code: 'entry-invalid' };
  const device = state.devices.get(inner.kid);
  const key = inner.kid === state.recovery.kid ? state.recovery : device;
  if (key === undefined) {
    const mayBeUnknown = state.gaps.members || inner.type === 'add-device';
    return mayBeUnknown ? undefined : { code: 'device-unknown' };
  }
  if (device?.revokedAtSeq !== undefined) return { code: 'device-revoked' };
  const isSigned = await verifyInner(key, inner, entry.sig);
  return isSigned ? undefined : { code: 'signature-invalid' };
}

/** Notes what a body that is not here may have said. */
export function noteGap(draft: MembershipDraft, inner: WireEntry['inner']): void {
  const { v } = inner;
  const type = typeof inner['type'] === 'string' ? inner['type'] : '';
  if (v > 1 || !isEntryType(type)) draft.readOnly = true;
  const isDocument = v === 1 && documentTypes.has(type);
  draft.gaps = {
    members: draft.gaps.members || !isDocument,
    documents: draft.gaps.documents || isDocument,
  };
}

/** Behind a gap a right may be one this replica cannot see: then the entry has its place only. */
export function isExcusedByGap(
  state: MembershipState,
  { type }: InnerEntry,
  refusal: Refusal,
): boolean {
  if (type === 'handover') return false;
  if (
    !['entry-forbidden', 'device-unknown', 'not-found', 'invitation-unknown'].includes(refusal.code)
  ) {
    return false;
  }
  return state.gaps.members || (state.gaps.documents && documentTypes.has(type));
}
