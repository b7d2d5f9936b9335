import { petitionKinds, petitionStates } from '../../../domain/index.ts';
import { choice, date, optional, record, text } from '../../fields/build.ts';
import { documentRef, personRef } from '../../fields/keys.ts';

/** One petition. What it caused is told by the documents it changed; `effects` says it in words. */
export const petitionSchema = record({
  kind: optional(choice(petitionKinds)),
  pairId: optional(documentRef()),
  authorId: optional(personRef()),
  reason: text(),
  filedOn: optional(date()),
  state: optional(choice(petitionStates)),
  councilOpinion: text(),
  decidedBy: optional(personRef()),
  decidedOn: optional(date()),
  decisionReason: text(),
  effects: text(),
});
