import { useEffect, useState } from 'preact/hooks';
import {
  approvalSchema,
  signingKeysOf,
  verifyApproval,
  type Approval,
  type ApprovalState,
} from '@nastavnik/core/access';
import type { Approvals, JsonValue } from '@nastavnik/core/documents';
import type { DocumentId, Refusal, Result } from '@nastavnik/core/kernel';
import { useDocument } from '../record/use-document.ts';
import { useWorkplace } from '../workplace.tsx';

/** A signature with what verification says of it now. */
export interface Signature extends Approval {
  readonly id: string;
  readonly state: ApprovalState;
}

/**
 * The signatures over one document, verified on this device. `project` gives what the document
 * shows now for a purpose.
 */
export function useSignatures(
  documentId: DocumentId,
  approvalsId: DocumentId | undefined,
  project: (purpose: string) => Result<JsonValue, Refusal>,
  heads: readonly string[],
): readonly Signature[] | undefined {
  const { replica } = useWorkplace();
  const approvals = useDocument<Approvals>(approvalsId);
  const [list, setList] = useState<readonly Signature[]>();
  const record = replica.record(documentId);
  const state = record === undefined ? undefined : replica.membership.value.get(record.logId);
  const records = approvals.state === 'ready' ? approvals.view.value.records : undefined;
  const version = approvals.state === 'ready' ? approvals.view.heads.join() : approvals.state;
  useEffect(() => {
    if (records === undefined || state === undefined) return undefined;
    let isCurrent = true;
    const publicKeyOf = signingKeysOf(state);
    const mine = records.flatMap(({ id, record: stored }) => {
      const parsed = approvalSchema.safeParse(stored);
      return parsed.success && parsed.data.docId === documentId
        ? [{ id, approval: parsed.data }]
        : [];
    });
    Promise.all(
      mine.map(async ({ id, approval }): Promise<Signature> => {
        const shown = project(approval.purpose);
        const projection = shown.ok ? shown.value : undefined;
        return {
          ...approval,
          id,
          state: await verifyApproval(approval, { publicKeyOf, projection }),
        };
      }),
    )
      .then((verified) => {
        if (isCurrent) setList(verified.toSorted((a, b) => a.signedAtMs - b.signedAtMs));
      })
      .catch(() => {
        if (isCurrent) setList([]);
      });
    return () => {
      isCurrent = false;
    };
  }, [version, state, documentId, heads.join()]);
  return approvalsId === undefined || approvals.state === 'absent' ? [] : list;
}

/** Signatures that count: the signer's own, even if the content or the device has moved on. */
export const standing = (signatures: readonly Signature[]): readonly Signature[] =>
  signatures.filter((signature) => signature.state !== 'invalid');
