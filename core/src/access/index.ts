export {
  createDeviceKey,
  openDeviceKey,
  type DeviceKey,
  type StoredDeviceKey,
} from './keys/device-key.ts';
export {
  exportableKey,
  exportedKeySchema,
  openExportedKey,
  type ExportedKey,
} from './keys/exported-key.ts';
export {
  algorithmSchema,
  deviceRecordOf,
  deviceSchema,
  publicKeyOf,
  publicKeySchema,
  type DeviceRecord,
  type PublicKeyRecord,
} from './keys/public-key.ts';
export { supportsEd25519 } from './keys/signature-algorithm.ts';
export { signWrap, verifyWrap, type SignedWrap, type WrapSlot } from './keys/signed-wrap.ts';
export type { SignatureAlgorithm, Signer } from './keys/signer.ts';
export { signingBytes, type SigningPurpose } from './keys/signing-bytes.ts';
export { verifySignature, verifySignatureText } from './keys/verify-signature.ts';
export {
  unwrapSecret,
  wrappedSecretSchema,
  wrapSecret,
  type WrappedSecret,
} from './keys/wrapped-secret.ts';

export {
  acceptanceBytes,
  invitationProofBytes,
  signPossession,
  type AcceptancePayload,
  type DeviceClaim,
} from './invitations/device-proof.ts';
export {
  invitationLink,
  parseInvitation,
  type ParsedInvitation,
} from './invitations/invitation-code.ts';
export {
  createInvitation,
  invitationFromCode,
  proveInvitation,
  recoverySigner,
  type CreatedInvitation,
  type InvitationKey,
} from './invitations/invitation-key.ts';

export {
  answerChallenge,
  createClientNonce,
  type AuthFrame,
  type ChallengeAnswering,
} from './sign-in/answer-challenge.ts';
export { signRelayProof, verifyRelayProof, type Handshake } from './sign-in/relay-proof.ts';
export {
  invitationPinSchema,
  pinInvitation,
  verifyInvitationPin,
  type InvitationPin,
  type Pinned,
} from './invitations/invitation-pin.ts';
export type { Author } from './membership/authority/author.ts';
export { isInvitationGood } from './membership/authority/may-author.ts';
export { changesOwnRoles, mayReadBody } from './membership/authority/may-read-body.ts';
export { appendEntries, appendEntry, type AppendOutcome } from './membership/chain/append-entry.ts';
export { compareHead, type HeadComparison, type LogHead } from './membership/chain/compare-head.ts';
export { rebuildLog } from './membership/chain/rebuild-log.ts';
export { parseRelayCard, relayCardText, type RelayCard } from './membership/relay-card.ts';
export { createEntry, type EntryDraft } from './membership/create-entry.ts';
export {
  entryTypes,
  sequencedEntrySchema,
  signedEntrySchema,
  type EntryBodies,
  type EntryBody,
  type EntryType,
  type Envelope,
  type InnerEntry,
  type SequencedEntry,
  type SignedEntry,
  type TypedBody,
} from './membership/entry.ts';
export { judgeEntry, type JudgedEntry } from './membership/judge-entry.ts';
export type {
  AnnouncedDocument,
  Grant,
  IssuedInvitation,
  Member,
  MemberDevice,
  MembershipState,
} from './membership/membership-state.ts';
export { submitEntry, type Submission, type Submitted } from './membership/submit-entry.ts';
export {
  chainStart,
  sequenceEntry,
  verifyEnvelope,
  type Sequencing,
} from './membership/sequence-entry.ts';

export { decide, type DecideQuestion, type Decision } from './rights/decide.ts';
export {
  documentKinds,
  isOfDistrict,
  parts,
  type DocumentKindName,
  type DocumentRecord,
  type Part,
} from './rights/document-record.ts';
export { mayCreate } from './rights/may-create.ts';
export type { ResolvedOperation } from './rights/operation.ts';
export { matchesPath } from './rights/path-pattern.ts';
export { principalOf, principalOfPerson } from './rights/principal-of.ts';
export { relationsOf, type Membership, type Principal, type Relation } from './rights/relation.ts';
export {
  rightsOf,
  rightsTable,
  rightsVersion,
  type KindRights,
  type RightsRow,
  type WriteRule,
} from './rights/rights-table.ts';
export { whoSees, type Viewer } from './rights/who-sees.ts';

export {
  attestationPayload,
  signAttestation,
  verifyAttestation,
  type Attestation,
} from './attestations/attestation.ts';
export {
  receiptPayload,
  signReceipt,
  verifyReceipt,
  type Receipt,
} from './attestations/receipt.ts';

export {
  approvalHash,
  approvalSchema,
  statementHash,
  type Approval,
  type ApprovalPayload,
} from './approvals/approval.ts';
export {
  countersign,
  countersignatureSchema,
  verifyCountersignature,
  type Countersignature,
} from './approvals/countersignature.ts';
export { createApproval, type ApprovalDraft } from './approvals/create-approval.ts';
export { describeExport, reportLine } from './approvals/describe-export.ts';
export {
  createSignedExport,
  signedExportSchema,
  type SignedExport,
  type SignedExportParts,
} from './approvals/signed-export.ts';
export {
  signingKeysOf,
  verifyApproval,
  type ApprovalState,
  type SigningKey,
  type VerificationContext,
} from './approvals/verify-approval.ts';
export {
  verifySignedExport,
  type ExportReport,
  type VerifiedRecord,
} from './approvals/verify-signed-export.ts';
