import type { Role } from '../../domain/person/role.ts';
import {
  base64url,
  contentHash,
  type ChangeHash,
  type Clock,
  type DocumentId,
  type PersonId,
} from '../../kernel/index.ts';
import type { Signer } from '../keys/signer.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import type { MembershipState } from '../membership/membership-state.ts';
import { approvalHash, statementHash, type Approval, type ApprovalPayload } from './approval.ts';

/** What a person is about to sign, exactly as it is shown. */
export interface ApprovalDraft {
  readonly signer: Signer;
  readonly memberId: PersonId;
  /** In which capacity: a person who is both mentor and curator signs as one of them. */
  readonly role: Role;
  readonly purpose: string;
  readonly docId: DocumentId;
  readonly heads: readonly ChangeHash[];
  /** The JSON value shown to the signer. */
  readonly projection: unknown;
  readonly statement: { readonly id: string; readonly text: string };
  readonly membership: Pick<MembershipState, 'seq' | 'headHash'>;
  readonly previous?: Approval;
  readonly clock: Clock;
}

/** Signs what was shown. Works offline; the relay may add its time later. */
export async function createApproval(draft: ApprovalDraft): Promise<Approval> {
  const { signer, memberId, role, membership, statement } = draft;
  const payload: ApprovalPayload = {
    v: 1,
    purpose: draft.purpose,
    docId: draft.docId,
    heads: draft.heads.toSorted(),
    contentDigest: contentHash(draft.projection),
    statementId: statement.id,
    statementHash: statementHash(statement.text),
    signer: { memberId, role, kid: signer.kid, alg: signer.alg },
    membershipSeq: membership.seq,
    membershipHash: membership.headHash,
    signedAtMs: draft.clock.nowMs(),
    prev: draft.previous === undefined ? null : approvalHash(draft.previous),
  };
  const sig = await signer.sign(signingBytes('nastavnik/approval/1', payload));
  return { ...payload, sig: base64url.encode(sig) };
}
