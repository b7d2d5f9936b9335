import type { ContentSignature, ProgrammeFacts, ProgrammeMark } from '../../../domain/index.ts';
import type { Programme } from './read.ts';

/** What lies outside the programme's document. */
export interface ProgrammeSurroundings {
  readonly mentorId: string;
  readonly menteeIds: readonly string[];
  /** Digest of the projection for `agree`, as it is now. */
  readonly contentDigest: string;
  /** Verified signatures. */
  readonly agreements: readonly ContentSignature[];
  readonly approvals: readonly ContentSignature[];
}

/** Everything `programmeState` derives a programme's standing from. */
export const programmeFactsOf = (
  { start, end, isOffered, marks }: Programme,
  surroundings: ProgrammeSurroundings,
): ProgrammeFacts => ({
  ...surroundings,
  ...(start === undefined ? {} : { start }),
  ...(end === undefined ? {} : { end }),
  isOffered,
  marks: marks.flatMap(markOf),
});

/** A completion without a result came from no form of ours; it is left out, not guessed at. */
function markOf({
  kind,
  on,
  result,
  reason,
}: Programme['marks'][number]): readonly ProgrammeMark[] {
  if (kind === 'completed') return result === undefined ? [] : [{ kind, on, result }];
  if (kind === 'terminated') return [{ kind, on, reason }];
  return [{ kind, on }];
}
