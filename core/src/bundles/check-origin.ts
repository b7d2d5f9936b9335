import { appendEntries, type MembershipState } from '../access/index.ts';
import {
  contentHash,
  fail,
  ok,
  type KeyId,
  type LogId,
  type Refusal,
  type Result,
} from '../kernel/index.ts';
import type { ReadBundle } from './read-bundle.ts';

/** The log as it stands with what the bundle adds to it. */
export interface BundleOrigin {
  readonly state: MembershipState;
  /** Entries that the reader did not have, verified; empty where it had them all. */
  readonly newer: readonly unknown[];
}

const hashOfEntry = (entry: unknown): string | undefined => {
  try {
    return contentHash((entry as { envelope?: unknown } | null)?.envelope ?? null);
  } catch {
    return undefined;
  }
};

function refuseCreator(kid: KeyId, state: MembershipState): Refusal | undefined {
  if (state.sequencer.kid === kid || state.operator.device.kid === kid) return undefined;
  const device = state.devices.get(kid);
  if (device === undefined) return { code: 'bundle-foreign' };
  return device.revokedAtSeq === undefined ? undefined : { code: 'device-revoked' };
}

/**
 * Whether a bundle comes from an organisation and a device that the reader knows: the same log from
 * its first entry on, continued without a fork, and a creator that stands in it. Otherwise
 * `bundle-foreign`, `log-forked`, `device-revoked`, or what the first bad entry is refused with.
 */
export async function checkOrigin(
  { logId, entries, creator }: Pick<ReadBundle, 'logId' | 'entries' | 'creator'>,
  known: ReadonlyMap<LogId, MembershipState>,
): Promise<Result<BundleOrigin, Refusal>> {
  const state = known.get(logId);
  if (state === undefined || hashOfEntry(entries[0]) !== state.foundHash) {
    return fail({ code: 'bundle-foreign' });
  }
  const shared = entries[state.seq];
  if (shared !== undefined && hashOfEntry(shared) !== state.headHash) {
    return fail({ code: 'log-forked' });
  }
  const newer = entries.slice(state.seq + 1);
  const appended = await appendEntries(state, newer);
  if (appended.error) return fail(appended.error);
  const origin = { state: appended.state ?? state, newer };
  const refusal = refuseCreator(creator.kid, origin.state);
  return refusal ? fail(refusal) : ok(origin);
}
