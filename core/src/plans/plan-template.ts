import { z } from 'zod';
import { deadlineSchema, plainDateSchema, yearKinds, type FrameWarning } from '../domain/index.ts';

const columnFields = [
  'rowNo',
  'section',
  'title',
  'expectedResult',
  'deadline',
  'responsible',
  'responsibleMunicipal',
  'responsibleOrganisation',
] as const;

const columnSchema = z.strictObject({
  field: z.enum(columnFields),
  /** As the source prints it. */
  name: z.string(),
  /** Heading above several columns. */
  group: z.string().optional(),
});
/** A column of the printed plan. */
export type PlanColumn = Readonly<z.infer<typeof columnSchema>>;

const rowSchema = z.strictObject({
  id: z.string().regex(/^R-[A-Z]{3}-\d+(\.\d+)?$/),
  rowNo: z.string(),
  /** A heading is a frame for its rows, not a task (rule 10). */
  isHeading: z.boolean().optional(),
  /** Id of the heading row above, in plans whose headings are rows. */
  heading: z.string().optional(),
  section: z.string().optional(),
  title: z.string(),
  expectedResult: z.string().optional(),
  deadline: deadlineSchema,
  responsible: z.string().optional(),
  responsibleMunicipal: z.string().optional(),
  responsibleOrganisation: z.string().optional(),
  functionIds: z.array(z.string().regex(/^F-\d{3}$/)),
});

/** Zod schema of a template file: all texts are those of the source, letter for letter. */
export const planFileSchema = z.strictObject({
  code: z.string(),
  title: z.string(),
  /** Where the plan comes from: district, act, date. */
  source: z.string(),
  yearKind: z.enum(yearKinds),
  period: z.strictObject({ start: plainDateSchema, end: plainDateSchema.optional() }),
  columns: z.array(columnSchema).min(3),
  sections: z.array(z.string()).min(1),
  rows: z.array(rowSchema).min(1),
});

/** A remark about a row or the whole plan; shown beside the source text, never applied to it. */
export type PlanWarning = FrameWarning | 'planEndUnknown' | 'ambiguousDates';

export type PlanRow = Readonly<z.infer<typeof rowSchema>> & {
  readonly warnings: readonly PlanWarning[];
};

/** A plan of a real district, ready to be adopted. */
export interface PlanTemplate extends Readonly<
  Omit<z.infer<typeof planFileSchema>, 'rows' | 'columns' | 'sections'>
> {
  readonly columns: readonly PlanColumn[];
  readonly sections: readonly string[];
  readonly rows: readonly PlanRow[];
  readonly warnings: readonly PlanWarning[];
}

/** Cells of a row in the order of the plan's columns, as printed; an empty cell is ''. */
export function planCells(plan: PlanTemplate, row: PlanRow): readonly string[] {
  return plan.columns.map(({ field }) =>
    field === 'deadline' ? (row.deadline.verbatim ?? '') : (row[field] ?? ''),
  );
}
