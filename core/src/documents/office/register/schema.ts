import {
  menteeCategories,
  menteeReasons,
  mentoringForms,
  registerParts,
  registerStates,
} from '../../../domain/index.ts';
import { choice, date, entities, optional, record, text, wholeNumber } from '../../fields/build.ts';
import { personRef } from '../../fields/keys.ts';

/** The curator's fields by person. A person may stand twice: as a mentor and as a mentee. */
export const registerSchema = record({
  entries: entities({
    personId: personRef(),
    as: choice(registerParts),
    state: choice(registerStates),
    category: optional(choice(menteeCategories)),
    reason: optional(choice(menteeReasons)),
    form: optional(choice(mentoringForms)),
    enteredOn: date(),
    leftOn: optional(date()),
    leftReason: text(1_000),
    /** Last review of the list, at least once in twelve months (INV-10). */
    lastReviewedOn: optional(date()),
    /** How many mentees are agreed at most (INV-14). */
    capacity: optional(wholeNumber(0, 100)),
    approvedByHeadOn: optional(date()),
    remarks: text(),
  }),
  notes: text(),
});
