import type {
  ConsentEvent,
  ConsentFact,
  ConsentState,
  LeavingFact,
  PairFacts,
} from '../../../domain/index.ts';
import type { Pair } from './read.ts';

/** What lies outside the pair's document: verified signatures, and who left the organisation. */
export interface OutsideFacts {
  /** From verified approvals with the purposes of consent and withdrawal. */
  readonly consents?: readonly ConsentFact[];
  /** Orders of this document that the head has signed in the product. */
  readonly signedOrderIds?: readonly string[];
  readonly leavings?: readonly LeavingFact[];
}

const stateAfter: Readonly<Record<ConsentEvent, ConsentState>> = {
  request: 'requested',
  give: 'given',
  refuse: 'refused',
  withdraw: 'withdrawn',
  expire: 'expired',
};

/**
 * Everything `pairState` derives a pair's state from; `undefined` until a mentor is named.
 *
 * @clause INV-03, AC-000-3
 */
export function pairFactsOf(pair: Pair, outside: OutsideFacts = {}): PairFacts | undefined {
  const { mentorId, menteeIds, isGroup, startedOn } = pair;
  if (mentorId === undefined) return undefined;
  const onPaper = pair.consents.map(({ personId, event, on }) => ({
    personId,
    state: stateAfter[event],
    on,
  }));
  return {
    isGroup,
    mentorId,
    menteeIds,
    ...(startedOn === undefined ? {} : { startedOn }),
    consents: [...onPaper, ...(outside.consents ?? [])],
    orders: pair.orders.map(({ id, purpose, from, isSignedOnPaper }) => ({
      orderId: id,
      purpose,
      from,
      isSigned: isSignedOnPaper || (outside.signedOrderIds ?? []).includes(id),
    })),
    endings: pair.endings.map(({ reason, on, orderId }) => ({
      reason,
      on,
      ...(orderId === undefined ? {} : { orderId }),
    })),
    leavings: outside.leavings ?? [],
  };
}
