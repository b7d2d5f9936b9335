import { fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import { appendEntries } from '../membership/chain/append-entry.ts';
import type { MembershipState } from '../membership/membership-state.ts';
import { statementHash, type Approval } from './approval.ts';
import { verifyCountersignature } from './countersignature.ts';
import { signedExportSchema, type SignedExport } from './signed-export.ts';
import { signingKeysOf, verifyApproval, type ApprovalState } from './verify-approval.ts';

/** What came out for one signature. */
export interface VerifiedRecord {
  readonly approval: Approval;
  readonly state: ApprovalState;
  /** The relay's time, where a good countersignature says one. */
  readonly countersignedAtMs?: number;
}

/** What came out for the file. The reader compares `operatorKid` with the published one. */
export interface ExportReport {
  readonly name: string;
  readonly logId: string;
  readonly operatorKid: string;
  readonly documentKind: string;
  readonly documentId: string;
  readonly records: readonly VerifiedRecord[];
  /** True when there is a signature and every one of them is `valid`. */
  readonly isGood: boolean;
}

interface Chain {
  readonly last: MembershipState;
  /** States at the seqs that signatures refer to. */
  readonly at: ReadonlyMap<number, MembershipState>;
  /** Every sequencer of the chain: whose countersignature counts. */
  readonly relays: readonly PublicKeyRecord[];
}

async function readChain({ membership, records }: SignedExport): Promise<Result<Chain, Refusal>> {
  const stops = new Set([...records.map((record) => record.membershipSeq), membership.length - 1]);
  const at = new Map<number, MembershipState>();
  const relays = new Map<string, PublicKeyRecord>();
  let state: MembershipState | undefined;
  for (const stop of [...stops].toSorted((left, right) => left - right)) {
    if (stop >= membership.length) continue;
    const outcome = await appendEntries(state, membership.slice((state?.seq ?? -1) + 1, stop + 1));
    if (outcome.error !== undefined) return fail(outcome.error);
    if (outcome.state === undefined) return fail({ code: 'file-malformed' });
    state = outcome.state;
    at.set(stop, state);
    relays.set(state.sequencer.kid, state.sequencer);
  }
  if (state === undefined) return fail({ code: 'file-malformed' });
  return ok({ last: state, at, relays: [...relays.values()] });
}

/** The signature itself, and that the log, the role and the words were what the signer says. */
async function judgeRecord(
  approval: Approval,
  file: SignedExport,
  { last, at }: Chain,
): Promise<ApprovalState> {
  const { docId, membershipSeq, membershipHash, signer, statementId } = approval;
  const then = at.get(membershipSeq);
  const text = Object.hasOwn(file.statements, statementId)
    ? file.statements[statementId]
    : undefined;
  const isProved =
    docId === file.document.documentId &&
    then?.headHash === membershipHash &&
    then.members.get(signer.memberId)?.roles.includes(signer.role) === true &&
    text !== undefined &&
    statementHash(text) === approval.statementHash;
  if (!isProved) return 'invalid';
  return verifyApproval(approval, {
    publicKeyOf: signingKeysOf(last),
    projection: file.projection,
  });
}

async function countersignedAt(
  approval: Approval,
  { countersignatures }: SignedExport,
  relays: readonly PublicKeyRecord[],
): Promise<number | undefined> {
  for (const one of countersignatures) {
    for (const relay of relays) {
      if (await verifyCountersignature(relay, approval, one)) return one.atMs;
    }
  }
  return undefined;
}

/**
 * Verifies a file with nothing but the file: the membership chain from its first entry, then every
 * signature. Refuses with `file-malformed` what is not such a file, and with the chain's own code
 * when the chain does not hold.
 */
export async function verifySignedExport(json: unknown): Promise<Result<ExportReport, Refusal>> {
  const parsed = signedExportSchema.safeParse(json);
  if (!parsed.success) return fail({ code: 'file-malformed' });
  const file = parsed.data;
  const chain = await readChain(file);
  if (!chain.ok) return chain;
  const records: VerifiedRecord[] = [];
  for (const approval of file.records) {
    const state = await judgeRecord(approval, file, chain.value);
    const atMs = await countersignedAt(approval, file, chain.value.relays);
    const time = atMs === undefined ? {} : { countersignedAtMs: atMs };
    records.push({ approval, state, ...time });
  }
  const { last } = chain.value;
  return ok({
    name: last.name,
    logId: last.logId,
    operatorKid: last.operator.device.kid,
    documentKind: file.document.kind,
    documentId: file.document.documentId,
    records,
    isGood: records.length > 0 && records.every(({ state }) => state === 'valid'),
  });
}
