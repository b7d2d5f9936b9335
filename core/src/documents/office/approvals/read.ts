import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { approvalsSchema } from './schema.ts';

type Stored = ValueOf<typeof approvalsSchema>;

const interpret = (stored: Stored) => ({
  records: Object.entries(stored.records).map(([id, record]) => ({
    id,
    record,
    countersignature: stored.countersignatures[id],
  })),
});

/** Signed records with what the relay signed over them. Nothing here has been verified. */
export type Approvals = ReturnType<typeof interpret>;

export const readApprovals = (stored: Stored): Interpretation<Approvals> => ({
  value: interpret(stored),
  problems: [],
});
