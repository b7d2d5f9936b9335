import type { PlainDate } from '../calendar/plain-date.ts';
import type { ConsentState } from '../consent/consent.ts';
import type { EndReason } from './ending.ts';
import type { Participants } from './participants.ts';

/** What one person said about taking part, on a day; the signature has been verified already. */
export interface ConsentFact {
  readonly personId: string;
  readonly state: ConsentState;
  readonly on: PlainDate;
}

/** An order of the head about the pair. */
export interface OrderFact {
  readonly orderId: string;
  readonly purpose: 'start' | 'end';
  /** False for a draft, and for a signature that does not verify. */
  readonly isSigned: boolean;
  /** Day from which the order holds: the pair's start or its end. */
  readonly from: PlainDate;
}

/** Somebody ended the pair: by an order, or by a dated note. */
export interface EndingFact {
  readonly reason: EndReason;
  readonly on: PlainDate;
  readonly orderId?: string;
}

/** Somebody left the organisation. */
export interface LeavingFact {
  readonly personId: string;
  readonly on: PlainDate;
}

/** Everything the state of a pair is derived from. No signature is checked here. */
export interface PairFacts extends Participants {
  /** Day on which the pair was recorded as working; absent until then. */
  readonly startedOn?: PlainDate;
  readonly consents: readonly ConsentFact[];
  readonly orders: readonly OrderFact[];
  readonly endings: readonly EndingFact[];
  readonly leavings: readonly LeavingFact[];
}
