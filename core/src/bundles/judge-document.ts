import {
  verifyAttestation,
  verifyReceipt,
  type DocumentRecord,
  type PublicKeyRecord,
} from '../access/index.ts';
import type { ChangeHash, KeyId } from '../kernel/index.ts';
import {
  BatchJudge,
  type AuthorStanding,
  type Claim,
  type GateIndex,
  type MessageVerdict,
} from '../judging/index.ts';
import type { BundledClaim } from './bundle-format.ts';
import type { ReadDocument } from './read-bundle.ts';

/** What the reader has of the document, and what it knows of devices. */
export interface JudgingGround {
  readonly record: DocumentRecord;
  /** Objects, keys and actors of the document as the reader has it. */
  readonly index: GateIndex;
  readonly isHere: (hash: ChangeHash) => boolean;
  readonly standing: (kid: KeyId) => AuthorStanding;
  /** The relay whose receipts count. */
  readonly relay?: PublicKeyRecord;
}

/** Nobody is at the other end of a file: only what devices have signed for is anybody's. */
const nobody: AuthorStanding = { kid: '' as KeyId, isRevoked: false };

/** A claim whose signatures hold; undefined otherwise. */
export async function verifyBundledClaim(
  { author, hashes, sig, receipt }: BundledClaim,
  { record, standing, relay }: Pick<JudgingGround, 'record' | 'standing' | 'relay'>,
): Promise<Claim | undefined> {
  const { documentId } = record;
  const device = standing(author);
  const attestation = { documentId, hashes };
  if (!device.publicKey || !(await verifyAttestation(device.publicKey, attestation, sig))) {
    return undefined;
  }
  const hasReceipt =
    relay !== undefined &&
    receipt !== undefined &&
    (await verifyReceipt(relay, { ...attestation, kid: author, atMs: receipt.atMs }, receipt.sig));
  return { author: device, hashes, hasReceipt };
}

/** Judges one document of a bundle as the gate would judge it from the wire; merges nothing. */
export async function judgeDocument(
  { changes, claims }: Pick<ReadDocument, 'changes' | 'claims'>,
  ground: JudgingGround,
): Promise<MessageVerdict> {
  const verified = await Promise.all(claims.map((claim) => verifyBundledClaim(claim, ground)));
  const { record, index, isHere } = ground;
  const judge = new BatchJudge(
    record,
    verified.filter((claim) => claim !== undefined),
    index,
    isHere,
  );
  return judge.judge(nobody, changes);
}
