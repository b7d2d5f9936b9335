import type { PetitionState } from '../../../domain/index.ts';
import type { ValueOf } from '../../fields/field.ts';
import type { petitionSchema } from './schema.ts';

/**
 * State of a petition; `undefined` before it is filed. A decision that was made while the author
 * withdrew, offline of each other, stands: somebody may have acted on it.
 */
export function petitionStanding(
  stored: ValueOf<typeof petitionSchema>,
): PetitionState | undefined {
  const decided = stored.decision.state;
  if (decided === 'granted' || decided === 'declined' || decided === 'executed') return decided;
  if (stored.withdrawnOn !== undefined) return 'withdrawn';
  if (decided !== undefined) return decided;
  return stored.filedOn === undefined ? undefined : 'filed';
}
