import type { PairFacts, PairState } from '@nastavnik/core/domain';
import type { Texts } from '../../../text/ru/index.ts';
import type { People } from '../../shell/use-people.ts';

/** What keeps a pair from working, in the words of the regulation. @clause INV-03, AC-000-3 */
export function missingIn(
  state: PairState,
  facts: PairFacts | undefined,
  t: Texts,
  people: People,
): readonly string[] {
  const { missing, problem } = t.pairs;
  if (facts === undefined) return [missing.mentor];
  const consentOf = (personId: string): string =>
    `${personId === facts.mentorId ? missing.mentorConsent : missing.menteeConsent} (${people.nameOf(personId)})`;
  switch (state.state) {
    case 'proposed':
      return [facts.mentorId, ...facts.menteeIds].map(consentOf).concat(missing.order);
    case 'consentPending':
      return state.waitingFor.map(consentOf).concat(missing.order);
    case 'consented':
    case 'orderDrafted':
      return [missing.order];
    case 'conflict':
      return state.problems.map((each) =>
        'personId' in each
          ? `${problem[each.kind]} (${people.nameOf(each.personId)})`
          : problem[each.kind],
      );
    default:
      return [];
  }
}
