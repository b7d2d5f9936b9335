import { createHash } from 'node:crypto';
import { loadPlan, planCodes, type PlanRow } from '@nastavnik/core/plans';
import { describe, expect, it } from 'vitest';
import { readJson } from './repository.ts';

interface RowText {
  readonly id: string;
  readonly sha256: string;
}

interface DeadlineLine {
  readonly plan: string;
  readonly rows: readonly string[];
  readonly verbatim: string;
  readonly form: string;
  readonly meaning: string;
}

const { plans } = readJson('docs/spec/plan-texts.json') as {
  plans: Record<string, readonly RowText[]>;
};
const { deadlines } = readJson('docs/spec/deadlines.json') as {
  deadlines: readonly DeadlineLine[];
};

function textHash(row: PlanRow, hasTwoColumns: boolean): string {
  const responsible = hasTwoColumns
    ? [row.responsibleMunicipal ?? null, row.responsibleOrganisation ?? null]
    : row.responsible;
  const { rowNo, section = null, title, expectedResult = null, deadline } = row;
  const cells = [rowNo, section, title, expectedResult, deadline.verbatim, responsible];
  return createHash('sha256').update(JSON.stringify(cells)).digest('hex');
}

describe('plans against docs/spec', () => {
  it.each(planCodes)('[AC-000-1] [AC-001-1] %s has every text letter for letter', (code) => {
    const { rows } = loadPlan(code);
    const hashes = rows.map((row) => ({ id: row.id, sha256: textHash(row, code === 'NAZ') }));
    expect(hashes).toEqual(plans[code]);
  });

  it('every deadline has the form and the dates that the analysis gives it', () => {
    const faults = deadlines.flatMap(({ plan, rows: rowNumbers, verbatim, form, meaning }) => {
      const code = planCodes.find((known) => known === plan);
      if (code === undefined) return [`${plan}: no such plan`];
      const { rows } = loadPlan(code);
      return rowNumbers.flatMap((rowNo) => {
        const deadline = rows.find((row) => row.rowNo === rowNo)?.deadline;
        const isSame = deadline?.verbatim === verbatim && deadline.form === form;
        const days = /^interval (\S+)…(\S+)/.exec(meaning);
        const hasDays = days === null || (deadline?.start === days[1] && deadline?.end === days[2]);
        return isSame && hasDays ? [] : [`${plan} ${rowNo}: ${JSON.stringify(deadline)}`];
      });
    });
    expect(faults).toEqual([]);
    expect(deadlines.flatMap(({ rows }) => rows)).toHaveLength(90);
  });
});
