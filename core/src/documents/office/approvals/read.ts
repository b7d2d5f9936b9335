import type { ValueOf } from '../../fields/field.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { approvalsSchema } from './schema.ts';

type Stored = ValueOf<typeof approvalsSchema>;

const interpret = (stored: Stored) => ({
  // Keys of a merged map come in the order of delivery, which is another on every device.
  records: Object.entries(stored.records)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, record]) => ({ id, record, countersignature: stored.countersignatures[id] })),
});

/** Signed records with what the relay signed over them. Nothing here has been verified. */
export type Approvals = ReturnType<typeof interpret>;

export const readApprovals = (stored: Stored): Interpretation<Approvals> => ({
  value: interpret(stored),
  problems: [],
});
