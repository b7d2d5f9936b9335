import { petitionKinds, petitionStates } from '../../../domain/index.ts';
import { choice, date, optional, record, text } from '../../fields/build.ts';
import { documentRef, personRef } from '../../fields/keys.ts';

/** States that deciders give; before them a petition is filed, and its author may withdraw it. */
const decisionStates = petitionStates.filter((state) => state !== 'filed' && state !== 'withdrawn');

/**
 * One petition: the words of its author, and under `decision` those of the deciders. What it caused
 * is told by the documents it changed; `effects` says it in words.
 */
export const petitionSchema = record({
  kind: optional(choice(petitionKinds)),
  pairId: optional(documentRef()),
  authorId: optional(personRef()),
  reason: text(),
  filedOn: optional(date()),
  withdrawnOn: optional(date()),
  decision: record({
    state: optional(choice(decisionStates)),
    councilOpinion: text(),
    decidedBy: optional(personRef()),
    decidedOn: optional(date()),
    reason: text(),
    effects: text(),
  }),
});
