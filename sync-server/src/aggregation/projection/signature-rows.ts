import {
  approvalSchema,
  signingKeysOf,
  verifyApproval,
  type Approval,
  type MembershipState,
} from '@nastavnik/core/access';
import type { DocumentReports } from '@nastavnik/core/documents';
import type { Role } from '@nastavnik/core/domain';
import { calendarDate } from '@nastavnik/core/kernel';
import type { ReportRow, ReportRows } from '../tables/report-tables.ts';
import { partyOf } from './party.ts';

const pairPurposes = ['consent', 'withdrawal', 'order', 'endOrder'] as const;
const isOneOf = <Item extends string>(list: readonly Item[], text: string): text is Item =>
  (list as readonly string[]).includes(text);

/** Whose signature counts for what; consents and agreements are matched to the parties later. */
const roleFor: Readonly<Record<string, readonly Role[]>> = {
  order: ['orgHead'],
  endOrder: ['orgHead'],
  approve: ['curator', 'orgHead'],
};

async function isGood(record: Approval, log: MembershipState): Promise<boolean> {
  const state = await verifyApproval(record, { publicKeyOf: signingKeysOf(log) });
  if (state === 'invalid') return false;
  const needed = roleFor[record.purpose];
  return needed === undefined || needed.includes(record.signer.role);
}

/** Rows of the signatures of an `approvals` document that verify against its membership log. */
export async function signatureRows(
  documentId: string,
  report: DocumentReports['approvals'],
  log: MembershipState,
): Promise<ReportRows> {
  const words: ReportRow<'words'>[] = [];
  const signatures: ReportRow<'signatures'>[] = [];
  for (const { item, record } of report.records) {
    const parsed = approvalSchema.safeParse(record);
    if (!parsed.success || !(await isGood(parsed.data, log))) continue;
    const { purpose, docId, contentDigest, signer, signedAtMs } = parsed.data;
    const on = calendarDate(signedAtMs, log.timeZone);
    const party = partyOf(log.logId, signer.memberId);
    if (isOneOf(pairPurposes, purpose)) {
      words.push({ documentId, item, pairId: docId, purpose, party, atMs: signedAtMs, on });
    } else if (purpose === 'agree' || purpose === 'approve') {
      signatures.push({ documentId, item, programmeId: docId, purpose, party, contentDigest, on });
    }
  }
  return { words, signatures };
}
