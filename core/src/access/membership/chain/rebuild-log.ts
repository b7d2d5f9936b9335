import { fail, ok, type Refusal, type Result } from '../../../kernel/index.ts';
import type { MembershipState } from '../membership-state.ts';
import { appendEntries } from './append-entry.ts';
import { compareHead, type LogHead } from './compare-head.ts';

/**
 * Reads a log anew from its first entry, when rights have grown and bodies withheld before are now
 * served: a document that the catalogue names and a state with `gaps.documents` lacks. Refuses with
 * `log-forked` when the history is not the one this device believed at `known`.
 */
export async function rebuildLog(
  known: LogHead,
  entries: readonly unknown[],
): Promise<Result<MembershipState, Refusal>> {
  const believed = await appendEntries(undefined, entries.slice(0, known.seq + 1));
  if (believed.error) return fail(believed.error);
  if (believed.state === undefined || compareHead(known, believed.state) !== 'same') {
    return fail({ code: 'log-forked' });
  }
  const whole = await appendEntries(believed.state, entries.slice(known.seq + 1));
  if (whole.error) return fail(whole.error);
  return ok(whole.state ?? believed.state);
}
