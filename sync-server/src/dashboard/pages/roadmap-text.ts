import { z } from 'zod';

const rowSchema = z.object({
  rowNo: z.string(),
  section: z.string(),
  isHeading: z.boolean(),
  title: z.string(),
  expectedResult: z.string(),
  responsible: z.string(),
  deadline: z.object({ verbatim: z.string().optional() }),
  orderKey: z.string().optional(),
  deletedAtMs: z.number().optional(),
});

const roadmapTextSchema = z.object({
  title: z.string(),
  columns: z.array(z.string()).optional(),
  rows: z.record(z.string(), rowSchema),
});

export interface RoadmapTextRow {
  readonly rowId: string;
  readonly rowNo: string;
  readonly section: string;
  readonly isHeading: boolean;
  readonly title: string;
  readonly expectedResult: string;
  readonly deadline: string;
  readonly responsible: string;
}

/** A roadmap's words as its document has them; they are shown, never kept in reporting tables. */
export interface RoadmapText {
  readonly title: string;
  readonly rows: readonly RoadmapTextRow[];
}

/** Takes the words out of a roadmap's value; undefined where it is not one. */
export function roadmapTextOf(value: unknown): RoadmapText | undefined {
  const parsed = roadmapTextSchema.safeParse(value);
  if (!parsed.success) return undefined;
  const rows = Object.entries(parsed.data.rows)
    .filter(([, row]) => row.deletedAtMs === undefined)
    .toSorted(([idA, a], [idB, b]) => {
      const [left, right] = [a.orderKey ?? '', b.orderKey ?? ''];
      if (left !== right) return left < right ? -1 : 1;
      return idA < idB ? -1 : 1;
    })
    .map(([rowId, { deadline, ...row }]) => ({ rowId, ...row, deadline: deadline.verbatim ?? '' }));
  return { title: parsed.data.title, rows };
}
