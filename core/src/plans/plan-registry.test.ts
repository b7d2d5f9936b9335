import { describe, expect, it } from 'vitest';
import { occurrencesOf, parsePlainDate } from '../domain/index.ts';
import { loadPlan, planCodes, planTitles } from './plan-registry.ts';
import { planCells } from './plan-template.ts';

const columnNames = (code: (typeof planCodes)[number]): readonly string[] =>
  loadPlan(code).columns.map(({ name }) => name);

describe('plans', () => {
  it('[AC-000-1] the plan of Oktyabrsky district has 16 rows in 3 sections', () => {
    const plan = loadPlan('OKT');
    expect(plan.rows).toHaveLength(16);
    expect(plan.sections).toHaveLength(3);
    expect(new Set(plan.rows.map(({ section }) => section))).toEqual(new Set(plan.sections));
  });

  it('[AC-000-1] it prints with its own columns and texts', () => {
    const plan = loadPlan('OKT');
    expect(columnNames('OKT')).toEqual([
      '№ п/п',
      'Наименование мероприятий',
      'Сроки реализации',
      'Ответственный исполнитель',
      'Ожидаемый результат, вид документа',
    ]);
    const row = plan.rows[4];
    expect(row === undefined ? [] : planCells(plan, row)).toEqual([
      '5',
      'Участие в установочном региональном методическом семинаре по вопросам внедрения системы наставничества в ОО',
      'До 1 апреля 2022',
      'УОиМП МКУ «ЦРО» ОО',
      'Материалы регионального методического семинара по вопросам внедрения системы наставничества в ОО.',
    ]);
  });

  it('[AC-001-1] the plan of Abansky district has 22 rows, 6 sections and its four columns', () => {
    const plan = loadPlan('ABN');
    expect(plan.rows).toHaveLength(22);
    expect(plan.sections).toHaveLength(6);
    expect(columnNames('ABN').filter((name) => name !== '№ п/п')).toEqual([
      'Наименование мероприятия',
      'Итоговый результат',
      'Период',
      'Ответственные',
    ]);
  });

  it('[INV-18] row 6.1 of Abansky district warns that it lies outside the plan, unchanged', () => {
    const { rows } = loadPlan('ABN');
    const outside = rows.filter(({ warnings }) => warnings.includes('outsidePlan'));
    expect(outside.map(({ rowNo }) => rowNo)).toEqual(['6.1']);
    expect(outside[0]?.deadline).toMatchObject({
      verbatim: 'Декабрь 2022 – май 2023',
      start: '2022-12-01',
      end: '2023-05-31',
    });
  });

  it('[INV-18] the plan of Nazarovo lists the rows that leave their headings', () => {
    const leaving = loadPlan('NAZ')
      .rows.filter(({ warnings }) => warnings.some((warning) => warning.endsWith('Heading')))
      .map(({ rowNo }) => rowNo);
    expect(leaving).toEqual(
      expect.arrayContaining(['1.3', '1.4', '3.1', '3.2', '3.3', '4.2', '5.1', '5.2']),
    );
    expect(loadPlan('NAZ').rows.filter(({ isHeading }) => isHeading === true)).toHaveLength(5);
    const ambiguous = loadPlan('NAZ').rows.filter((row) => row.warnings.includes('ambiguousDates'));
    expect(ambiguous.map(({ rowNo }) => rowNo)).toEqual(['2.3']);
  });

  it('[INV-18] a plan that never says when it ends asks for it', () => {
    expect(loadPlan('OKT').warnings).toEqual(['planEndUnknown']);
    expect(loadPlan('ABN').warnings).toEqual([]);
  });

  it.each(planCodes)('[INV-17] every row of %s has occurrences that are understood', (code) => {
    const plan = loadPlan(code);
    const today = parsePlainDate('2023-11-20');
    if (!today.ok) throw new TypeError('date');
    const calendar = { period: plan.period, yearKind: plan.yearKind, today: today.value };
    const lost = plan.rows.filter(({ deadline }) =>
      occurrencesOf(deadline, calendar).some(({ status }) => status === 'notUnderstood'),
    );
    expect(lost.map(({ rowNo }) => rowNo)).toEqual([]);
    expect(new Set(plan.rows.map(({ id }) => id)).size).toBe(plan.rows.length);
    expect(planTitles[code]).toBe(plan.title);
  });
});
