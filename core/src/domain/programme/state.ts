import type { ErrorCode } from '../../kernel/index.ts';
import { compareDates, type PlainDate } from '../calendar/plain-date.ts';
import { checkProgrammeDuration } from './duration.ts';

/** A verified signature over the programme's content on a day. */
export interface ContentSignature {
  readonly personId: string;
  /** Digest of what the signer saw. */
  readonly contentDigest: string;
  readonly on: PlainDate;
}

export const programmeResults = ['achieved', 'partly', 'notAchieved'] as const;
export type ProgrammeResult = (typeof programmeResults)[number];

/** A recorded turn of the programme's life, apart from signatures. */
export type ProgrammeMark =
  | { readonly kind: 'evaluationOpened' | 'evaluationClosed'; readonly on: PlainDate }
  | { readonly kind: 'completed'; readonly on: PlainDate; readonly result: ProgrammeResult }
  | { readonly kind: 'terminated'; readonly on: PlainDate; readonly reason: string };

/** Everything the state of a programme is derived from. No signature is checked here. */
export interface ProgrammeFacts {
  readonly mentorId: string;
  readonly menteeIds: readonly string[];
  /** `YYYY-MM-DD`, or absent in an early draft. */
  readonly start?: string;
  readonly end?: string;
  /** Digest of the content that is agreed: goals, tasks, plan; not statuses or evidence. */
  readonly contentDigest: string;
  /** The mentor or the mentee has offered the draft for joint work. */
  readonly isOffered: boolean;
  readonly agreements: readonly ContentSignature[];
  /** By the curator or the head. */
  readonly approvals: readonly ContentSignature[];
  readonly marks: readonly ProgrammeMark[];
}

/** What is amiss; shown to the curator, while the data is kept. */
export type ProgrammeProblem =
  | { readonly kind: 'duration'; readonly code: ErrorCode }
  | { readonly kind: 'approverIsParty'; readonly personId: string }
  | { readonly kind: 'completedUnapproved' };

export const programmeStates = [
  'draft',
  'jointReview',
  'agreed',
  'approved',
  'implementing',
  'evaluating',
  'correcting',
  'completed',
  'terminated',
] as const;

/** Where a programme stands. Derived, never stored. */
export interface ProgrammeStanding {
  readonly state: (typeof programmeStates)[number];
  /** Parties that still have to agree to the current content. */
  readonly waitingFor: readonly string[];
  /** Parties whose signature is on an earlier content: they see what changed since (INV-20). */
  readonly signedEarlier: readonly string[];
  /** Digest of the last content that was agreed by all and approved. */
  readonly approvedDigest?: string;
  readonly result?: ProgrammeResult;
  readonly problems: readonly ProgrammeProblem[];
}

/**
 * The standing of a programme on a day. Agreed means that the mentor and every mentee signed one
 * and the same content; any edit of that content leaves it unsigned again, and an approved
 * programme that was edited is `correcting` while its approved version stands.
 *
 * @clause INV-01, INV-19, INV-20, INV-28, domain 4.4 (c)
 */
export function programmeState(facts: ProgrammeFacts, today: PlainDate): ProgrammeStanding {
  const { contentDigest } = facts;
  const parties = [...new Set([facts.mentorId, ...facts.menteeIds])];
  const hasSigned = (personId: string, digest: string): boolean =>
    facts.agreements.some(
      (agreement) => agreement.personId === personId && agreement.contentDigest === digest,
    );
  const waitingFor = parties.filter((personId) => !hasSigned(personId, contentDigest));
  const approvedDigest = approvedDigestOf(facts, parties, hasSigned);
  const end = lastMark(facts.marks, ['completed', 'terminated']);
  const base = {
    waitingFor,
    signedEarlier: waitingFor.filter((personId) =>
      facts.agreements.some((agreement) => agreement.personId === personId),
    ),
    ...(approvedDigest === undefined ? {} : { approvedDigest }),
    problems: problemsOf(facts, parties, approvedDigest),
  };
  if (end?.kind === 'completed') return { ...base, state: 'completed', result: end.result };
  if (end !== undefined) return { ...base, state: 'terminated' };
  return { ...base, state: liveState(facts, today, waitingFor, approvedDigest) };
}

function liveState(
  facts: ProgrammeFacts,
  today: PlainDate,
  waitingFor: readonly string[],
  approvedDigest: string | undefined,
): ProgrammeStanding['state'] {
  if (approvedDigest === facts.contentDigest) {
    if (facts.start === undefined || facts.start > today) return 'approved';
    const evaluation = lastMark(facts.marks, ['evaluationOpened', 'evaluationClosed']);
    return evaluation?.kind === 'evaluationOpened' ? 'evaluating' : 'implementing';
  }
  if (approvedDigest !== undefined) return 'correcting';
  if (waitingFor.length === 0) return 'agreed';
  const hasAnySignature = facts.agreements.length > 0;
  return facts.isOffered || hasAnySignature ? 'jointReview' : 'draft';
}

/** The content of the latest approval that all parties had agreed to; the current one first. */
function approvedDigestOf(
  { approvals, contentDigest }: ProgrammeFacts,
  parties: readonly string[],
  hasSigned: (personId: string, digest: string) => boolean,
): string | undefined {
  const valid = approvals.filter((approval) =>
    parties.every((personId) => hasSigned(personId, approval.contentDigest)),
  );
  if (valid.some((approval) => approval.contentDigest === contentDigest)) return contentDigest;
  return valid.toSorted((a, b) => compareDates(a.on, b.on)).at(-1)?.contentDigest;
}

/** The latest of these marks; on one day the one that stands later in the list of facts. */
function lastMark(
  marks: readonly ProgrammeMark[],
  kinds: readonly ProgrammeMark['kind'][],
): ProgrammeMark | undefined {
  return marks
    .filter(({ kind }) => kinds.includes(kind))
    .toSorted((a, b) => compareDates(a.on, b.on))
    .at(-1);
}

function problemsOf(
  facts: ProgrammeFacts,
  parties: readonly string[],
  approvedDigest: string | undefined,
): readonly ProgrammeProblem[] {
  const problems: ProgrammeProblem[] = [];
  if (facts.start !== undefined && facts.end !== undefined) {
    const duration = checkProgrammeDuration(facts.start, facts.end);
    if (!duration.ok) problems.push({ kind: 'duration', code: duration.error.code });
  }
  for (const { personId } of facts.approvals) {
    if (parties.includes(personId)) problems.push({ kind: 'approverIsParty', personId });
  }
  const isCompleted = facts.marks.some(({ kind }) => kind === 'completed');
  if (isCompleted && approvedDigest === undefined) problems.push({ kind: 'completedUnapproved' });
  return problems;
}
