import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import { membersOf } from '../../fields/reading/listing.ts';
import type { Interpretation, Problem } from '../../kind/problem.ts';
import type { organisationSchema } from './schema.ts';

type Stored = ValueOf<typeof organisationSchema>;

const interpret = (stored: Stored) => ({
  ...stored,
  flags: membersOf(stored.flags),
  legalActs: liveEntities(stored.legalActs),
  acknowledgements: liveEntities(stored.acknowledgements),
  stageLog: liveEntities(stored.stageLog),
  readiness: liveEntities(stored.readiness),
  resources: liveEntities(stored.resources),
  partners: liveEntities(stored.partners),
  publications: liveEntities(stored.publications),
});

/** The office of an organisation, lists in order. */
export type Organisation = ReturnType<typeof interpret>;

export function readOrganisation(stored: Stored): Interpretation<Organisation> {
  const value = interpret(stored);
  return { value, problems: doubledOrders(value) };
}

/** Two devices gave one number on one day: both acts stay, the head renumbers. @clause INV-21 */
function doubledOrders({ legalActs }: Organisation): readonly Problem[] {
  const seen = new Set<string>();
  return legalActs.flatMap(({ id, type, number, date, issuer }) => {
    if (number === undefined || date === undefined) return [];
    const key = JSON.stringify([type, number, date, issuer]);
    const isSecond = seen.has(key);
    seen.add(key);
    if (!isSecond) return [];
    return [
      { rule: 'INV-21', code: 'already-entered', path: ['legalActs', id], resolver: 'orgHead' },
    ] as const;
  });
}
