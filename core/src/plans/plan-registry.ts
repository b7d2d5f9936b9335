import { checkFrame } from '../domain/index.ts';
import { AppError } from '../kernel/index.ts';
import { planFileSchema, type PlanTemplate, type PlanWarning } from './plan-template.ts';
import abn from './templates/abn.json' with { type: 'json' };
import naz from './templates/naz.json' with { type: 'json' };
import ntg from './templates/ntg.json' with { type: 'json' };
import okt from './templates/okt.json' with { type: 'json' };

const files = { OKT: okt, ABN: abn, NAZ: naz, NTG: ntg } as const;

/** Plans that can be adopted: three districts and one city. */
export type PlanCode = keyof typeof files;

export const planCodes = ['OKT', 'ABN', 'NAZ', 'NTG'] as const satisfies readonly PlanCode[];

/** Titles for a list to choose from, as the sources print them. */
export const planTitles: Readonly<Record<PlanCode, string>> = {
  OKT: okt.title,
  ABN: abn.title,
  NAZ: naz.title,
  NTG: ntg.title,
};

/**
 * Reads a template and computes its warnings.
 *
 * Throws `file-malformed` when the file that ships with the product is damaged.
 *
 * @clause AC-000-1, AC-001-1, INV-18
 */
export function loadPlan(code: PlanCode): PlanTemplate {
  const parsed = planFileSchema.safeParse(files[code]);
  if (!parsed.success) throw new AppError('file-malformed', { plan: code }, parsed.error);
  const plan = parsed.data;
  const headings = new Map(plan.rows.map((row) => [row.id, row.deadline]));
  const rows = plan.rows.map((row) => {
    const heading = row.heading === undefined ? undefined : headings.get(row.heading);
    const warnings: PlanWarning[] = [...checkFrame(row.deadline, plan.period, heading)];
    if (row.deadline.alt !== undefined) warnings.push('ambiguousDates');
    return { ...row, warnings };
  });
  const warnings: PlanWarning[] = plan.period.end === undefined ? ['planEndUnknown'] : [];
  return { ...plan, rows, warnings };
}
