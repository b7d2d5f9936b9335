import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation, Problem } from '../../kind/problem.ts';
import type { registerSchema } from './schema.ts';

type Stored = ValueOf<typeof registerSchema>;

const interpret = (stored: Stored) => ({ ...stored, entries: liveEntities(stored.entries) });

/** The register of an organisation; a person may stand in it twice. */
export type Register = ReturnType<typeof interpret>;
export type RegisterEntry = Register['entries'][number];

export function readRegister(stored: Stored): Interpretation<Register> {
  const value = interpret(stored);
  return { value, problems: [...doubled(value.entries), ...reversed(value.entries)] };
}

/** Two devices entered one person: both entries stay until the curator closes one. */
function doubled(entries: readonly RegisterEntry[]): readonly Problem[] {
  const seen = new Set<string>();
  return entries.flatMap(({ id, personId, as, state }) => {
    const key = `${personId} ${as}`;
    const isSecond = state !== 'left' && seen.has(key);
    if (state !== 'left') seen.add(key);
    return isSecond ? [problem('already-entered', id)] : [];
  });
}

const reversed = (entries: readonly RegisterEntry[]): readonly Problem[] =>
  entries
    .filter(({ enteredOn, leftOn }) => leftOn !== undefined && leftOn < enteredOn)
    .map(({ id }) => problem('date-invalid', id));

const problem = (code: Problem['code'], id: string): Problem => ({
  rule: 'INV-30',
  code,
  path: ['entries', id],
  resolver: 'curator',
});
