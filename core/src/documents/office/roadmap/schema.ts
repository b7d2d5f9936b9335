import { z } from 'zod';
import {
  deadlineSchema,
  evidenceDecisions,
  roadmapLevels,
  roadmapStates,
  yearKinds,
} from '../../../domain/index.ts';
import {
  choice,
  date,
  entities,
  flag,
  instantMs,
  json,
  label,
  optional,
  record,
  scalar,
  text,
} from '../../fields/build.ts';
import { evidenceFields } from '../../fields/evidence.ts';
import { itemRef, personRef } from '../../fields/keys.ts';
import { versions } from '../../fields/version.ts';

/** Columns of the plan as it prints them: which field of a row, its heading, a heading above. */
export const columnsSchema = z
  .array(
    z.strictObject({
      field: z.string().max(40),
      name: z.string().max(300),
      group: z.string().max(300).optional(),
    }),
  )
  .max(12);

const printed = z.string().max(2_000);

/** A row exactly as the source printed it; written once, so that corrections leave it visible. */
export const rowSourceSchema = z.strictObject({
  id: z.string().max(40),
  rowNo: z.string().max(40),
  section: printed.optional(),
  title: printed,
  expectedResult: printed.optional(),
  deadline: printed.optional(),
  responsible: printed.optional(),
  responsibleMunicipal: printed.optional(),
  responsibleOrganisation: printed.optional(),
});

/** Which occurrence of a row: made by the calendar of its deadline, equal on every device. */
const occurrenceKey = () => scalar(z.string().regex(/^[0-9A-Za-z.:/_-]{1,80}$/));

/** A plan of measures. Occurrences are computed from deadlines; only what people did is stored. */
export const roadmapSchema = record({
  level: optional(choice(roadmapLevels)),
  title: text(1_000),
  templateCode: optional(label(40)),
  columns: optional(json(columnsSchema)),
  periodStart: optional(date()),
  periodEnd: optional(date()),
  yearKind: optional(choice(yearKinds)),
  state: optional(choice(roadmapStates)),
  approval: record({
    number: optional(label(60)),
    date: optional(date()),
    agreedOn: optional(date()),
    remarks: text(),
  }),
  rows: entities({
    rowNo: optional(label(40)),
    section: text(1_000),
    isHeading: flag(),
    title: text(2_000),
    expectedResult: text(2_000),
    deadline: json(deadlineSchema),
    responsible: text(2_000),
    responsibleMunicipal: text(2_000),
    responsibleOrganisation: text(2_000),
    functionIds: optional(json(z.array(z.string().max(20)).max(50))),
    source: optional(json(rowSourceSchema, 16_000)),
  }),
  evidence: entities({ rowId: itemRef(), occurrenceKey: occurrenceKey(), ...evidenceFields }),
  /** What was decided about the evidence of an occurrence; the latest counts. */
  decisions: entities({
    rowId: itemRef(),
    occurrenceKey: occurrenceKey(),
    decision: choice(evidenceDecisions),
    personId: personRef(),
    atMs: instantMs(),
    note: text(1_000),
  }),
  /** Dates of rows that wait for a request or for a plan of their own. */
  openings: entities({
    rowId: itemRef(),
    kind: choice(['request', 'reportingPeriod', 'separatePlan']),
    from: date(),
    dueOn: optional(date()),
    note: text(),
  }),
  versions: versions(),
});
