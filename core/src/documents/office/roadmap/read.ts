import { compareDates, type PlainDate } from '../../../domain/index.ts';
import { liveEntities } from '../../fields/entities/entity.ts';
import type { ValueOf } from '../../fields/field.ts';
import { byTime } from '../../fields/reading/listing.ts';
import type { Interpretation } from '../../kind/problem.ts';
import type { roadmapSchema } from './schema.ts';

type Stored = ValueOf<typeof roadmapSchema>;

function interpret(stored: Stored) {
  const evidence = liveEntities(stored.evidence);
  const decisions = liveEntities(stored.decisions).toSorted((a, b) => a.atMs - b.atMs);
  const openings = liveEntities(stored.openings);
  return {
    ...stored,
    rows: liveEntities(stored.rows).map((row) => ({
      ...row,
      evidence: evidence.filter(({ rowId }) => rowId === row.id),
      decisions: decisions.filter(({ rowId }) => rowId === row.id),
      openings: openings
        .filter(({ rowId }) => rowId === row.id)
        .toSorted((a, b) => compareDates(a.from as PlainDate, b.from as PlainDate)),
    })),
    evidence,
    decisions,
    openings,
    versions: byTime(stored.versions),
  };
}

/** A plan with its rows in order; each row holds what people did about it. */
export type Roadmap = ReturnType<typeof interpret>;
export type RoadmapRow = Roadmap['rows'][number];

export const readRoadmap = (stored: Stored): Interpretation<Roadmap> => ({
  value: interpret(stored),
  problems: [],
});
