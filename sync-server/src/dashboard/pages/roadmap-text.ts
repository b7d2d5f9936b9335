import { z } from 'zod';

const roadmapTextSchema = z.object({
  title: z.string(),
  rows: z.array(
    z.object({
      rowId: z.string(),
      rowNo: z.string(),
      section: z.string(),
      isHeading: z.boolean(),
      title: z.string(),
      expectedResult: z.string(),
      deadline: z.string(),
      responsible: z.string(),
    }),
  ),
});

/** A roadmap's words as its document has them; they are shown, never kept in reporting tables. */
export type RoadmapText = Readonly<z.infer<typeof roadmapTextSchema>>;
export type RoadmapTextRow = RoadmapText['rows'][number];

/** Undefined where the document process did not give a roadmap. */
export function roadmapTextOf(value: unknown): RoadmapText | undefined {
  const parsed = roadmapTextSchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}
