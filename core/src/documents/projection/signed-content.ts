import type * as A from '@automerge/automerge/slim';
import type { DocumentKindName } from '../../access/rights/document-record.ts';
import { contentHash, fail, ok, type Refusal, type Result } from '../../kernel/index.ts';
import { readDocument } from '../kind/read-document.ts';
import type { Pair } from '../pairs/pair/read.ts';
import type { Programme } from '../pairs/programme/read.ts';

/** What a signature can be for, by the document that is signed. */
export const signingPurposes = {
  programme: ['agree', 'approve'],
  pair: ['consent', 'order', 'endOrder', 'withdrawal'],
} as const;

export type SignaturePurpose = (typeof signingPurposes)[keyof typeof signingPurposes][number];

/** A JSON value without `undefined`. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/**
 * What a signer is shown and binds by a signature: content that is agreed to, never its progress,
 * so that work on an agreed programme does not unsign it. Refuses `not-allowed` for a purpose
 * that this kind of document does not have.
 *
 * @clause INV-20
 */
export function projectForSignature(
  name: DocumentKindName,
  doc: A.Doc<unknown>,
  purpose: string,
): Result<JsonValue, Refusal> {
  if (name === 'programme') return projectProgramme(readDocument('programme', doc).value, purpose);
  if (name === 'pair') return projectPair(readDocument('pair', doc).value, purpose);
  return fail({ code: 'not-allowed' });
}

/** `projectForSignature` of a programme that has been read already. */
export function projectProgramme(
  programme: Programme,
  purpose: string,
): Result<JsonValue, Refusal> {
  return isOneOf(signingPurposes.programme, purpose)
    ? ok(jsonOf(programmeContent(programme)))
    : fail({ code: 'not-allowed' });
}

/** `projectForSignature` of a pair that has been read already. */
export function projectPair(pair: Pair, purpose: string): Result<JsonValue, Refusal> {
  return isOneOf(signingPurposes.pair, purpose)
    ? ok(jsonOf(pairContent(pair, purpose)))
    : fail({ code: 'not-allowed' });
}

/** SHA-256 hex of a projection's canonical JSON: what a record carries as `contentDigest`. */
export const contentDigest = (projection: JsonValue): string => contentHash(projection);

const isOneOf = (list: readonly string[], purpose: string): boolean => list.includes(purpose);

/** Through JSON, so that absent names are absent and not `undefined`. */
const jsonOf = (value: object): JsonValue => JSON.parse(JSON.stringify(value)) as JsonValue;

const programmeContent = (programme: Programme): object => ({
  v: 1,
  kind: 'programme',
  pairId: programme.pairId,
  title: programme.title,
  goal: programme.goal,
  forms: programme.forms,
  kinds: programme.kinds,
  start: programme.start,
  end: programme.end,
  tasks: programme.tasks.map(({ id, text }) => ({ id, text })),
  difficulties: programme.difficulties.map(({ id, domain, description, severity }) => ({
    id,
    domain,
    description,
    severity,
  })),
  strengths: programme.strengths.map(({ id, domain, description }) => ({
    id,
    domain,
    description,
  })),
  activities: programme.activities.map((activity) => ({
    id: activity.id,
    title: activity.title,
    kind: activity.kind,
    difficultyIds: activity.difficultyIds,
    dueOn: activity.dueOn,
    periodStart: activity.periodStart,
    periodEnd: activity.periodEnd,
    place: activity.place,
    expectedResult: activity.expectedResult,
  })),
});

/** Who is bound to whom and for how long; an order adds its own number and dates. */
function pairContent(pair: Pair, purpose: string): object {
  const bond = {
    v: 1,
    kind: 'pair',
    isGroup: pair.isGroup,
    form: pair.form,
    mentorId: pair.mentorId,
    menteeIds: pair.menteeIds,
  };
  const term = { plannedStart: pair.plannedStart, plannedEnd: pair.plannedEnd };
  const orders = (of: 'start' | 'end') =>
    pair.orders
      .filter((order) => order.purpose === of)
      .map(({ id, number, date, from }) => ({ id, number, date, from }));
  switch (purpose) {
    case 'order':
      return { ...bond, ...term, orders: orders('start') };
    case 'endOrder':
      return { ...bond, orders: orders('end'), endings: pair.endings.map(endingContent) };
    case 'consent':
      return { ...bond, ...term, kinds: pair.kinds, topics: pair.topics };
    default:
      return bond;
  }
}

const endingContent = ({ id, reason, on, orderId }: Pair['endings'][number]): object => ({
  id,
  reason,
  on,
  orderId,
});
