import { approvalSchema, type Approval } from '@nastavnik/core/access';
import type { ConsentFact, ConsentState, PlainDate } from '@nastavnik/core/domain';
import type { Approvals, OutsideFacts, Pair } from '@nastavnik/core/documents';
import { calendarDate, type DocumentId } from '@nastavnik/core/kernel';

/** What of a signature is needed to tell what was said, and when. */
export type SpokenSignature = Pick<Approval, 'purpose' | 'signer' | 'signedAtMs' | 'statementId'>;

/**
 * What participants have said by signature, in its order. A «no» of someone who had not yet said
 * «yes» is a refusal; after a «yes» it is a withdrawal.
 */
export function consentFactsOf(
  signatures: readonly SpokenSignature[],
  timeZone: string,
): readonly ConsentFact[] {
  const said = new Map<string, ConsentState>();
  return signatures
    .filter(({ purpose }) => purpose === 'consent' || purpose === 'withdrawal')
    .toSorted((a, b) => a.signedAtMs - b.signedAtMs)
    .map(({ purpose, signer, signedAtMs }) => {
      const before = said.get(signer.memberId);
      const state: ConsentState =
        purpose === 'consent'
          ? 'given'
          : before === 'given' || before === 'withdrawn'
            ? 'withdrawn'
            : 'refused';
      said.set(signer.memberId, state);
      const on = calendarDate(signedAtMs, timeZone) as PlainDate;
      return { personId: signer.memberId, state, on };
    });
}

/** Orders that the head has signed: an order counts once it was there when the head signed. */
export function signedOrderIds(
  pair: Pair,
  signatures: readonly SpokenSignature[],
): readonly string[] {
  const lastSigned = (purpose: 'order' | 'endOrder'): number =>
    Math.max(
      -1,
      ...signatures
        .filter((one) => one.purpose === purpose && one.signer.role === 'orgHead')
        .map((one) => one.signedAtMs),
    );
  return pair.orders
    .filter(
      ({ purpose, createdAtMs }) =>
        createdAtMs <= lastSigned(purpose === 'start' ? 'order' : 'endOrder'),
    )
    .map(({ id }) => id);
}

export const outsideFactsOf = (
  pair: Pair,
  signatures: readonly SpokenSignature[],
  timeZone: string,
): OutsideFacts => ({
  consents: consentFactsOf(signatures, timeZone),
  signedOrderIds: signedOrderIds(pair, signatures),
});

/** For lists: as recorded, not verified; the pair's own page verifies each signature. */
export function consentFactsIn(
  documentId: DocumentId,
  pair: Pair,
  records: Approvals['records'],
  timeZone: string,
): OutsideFacts {
  const signatures = records.flatMap(({ record }) => {
    const parsed = approvalSchema.safeParse(record);
    return parsed.success && parsed.data.docId === documentId ? [parsed.data] : [];
  });
  return outsideFactsOf(pair, signatures, timeZone);
}
