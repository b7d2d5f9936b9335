import { AppError, base64url, contentHash } from '../../kernel/index.ts';
import { signingBytes } from '../keys/signing-bytes.ts';
import type { PublicKeyRecord } from '../keys/public-key.ts';
import type { Signer } from '../keys/signer.ts';
import { verifySignatureText } from '../keys/verify-signature.ts';
import type { Envelope, SequencedEntry } from './entry.ts';
import type { JudgedEntry } from './judge-entry.ts';
import type { MembershipState } from './membership-state.ts';

/** What stands before the first envelope of a chain. */
export const chainStart = '0'.repeat(64);

/** What a sequencer needs: the log so far (absent before `found`) and an entry it has judged. */
export interface Sequencing {
  readonly state: MembershipState | undefined;
  readonly judged: JudgedEntry;
  readonly sequencer: Signer;
}

/** True when this key may place this entry; a lost sequencer is replaced by its successor. */
export function maySequence(
  state: MembershipState | undefined,
  { type, body }: JudgedEntry['typed'],
  kid: string,
): boolean {
  if (type === 'found') return body.sequencer.kid === kid;
  return state?.sequencer.kid === kid || (type === 'handover' && body.sequencer.kid === kid);
}

/** The sequencer's signature over a place in the chain. */
export const verifyEnvelope = (
  sequencer: PublicKeyRecord,
  envelope: Envelope,
  sig: string,
): Promise<boolean> =>
  verifySignatureText(sequencer, signingBytes('nastavnik/membership-envelope/1', envelope), sig);

/** Gives a judged entry its place in the chain. Throws when the key is not this log's sequencer. */
export async function sequenceEntry(sequencing: Sequencing): Promise<SequencedEntry> {
  const { state, judged, sequencer } = sequencing;
  if (!maySequence(state, judged.typed, sequencer.kid)) throw new AppError('entry-forbidden');
  const envelope: Envelope = {
    v: 1,
    logId: judged.inner.logId,
    seq: (state?.seq ?? -1) + 1,
    prevHash: state?.headHash ?? chainStart,
    innerHash: contentHash(judged.inner),
  };
  const envelopeSig = await sequencer.sign(
    signingBytes('nastavnik/membership-envelope/1', envelope),
  );
  return {
    envelope,
    envelopeSig: base64url.encode(envelopeSig),
    inner: judged.inner,
    sig: judged.sig,
    body: judged.typed.body,
  };
}
