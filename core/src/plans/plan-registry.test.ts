import { describe, expect, it } from 'vitest';
import { isPlainDate, occurrencesOf, type PlainDate } from '../domain/index.ts';
import { loadPlan, planCodes, planTitles } from './plan-registry.ts';
import { planCells } from './plan-template.ts';

function day(text: string): PlainDate {
  if (!isPlainDate(text)) throw new TypeError(text);
  return text;
}

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

  it('[AC-002-4] [INV-18] the plan of Nazarovo lists the rows that leave their headings', () => {
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

  it('[AC-002-1] it has 5 headings, 19 measures and responsible parties in two columns', () => {
    const plan = loadPlan('NAZ');
    const headings = plan.rows.filter(({ isHeading }) => isHeading === true);
    expect(headings.map(({ rowNo }) => rowNo)).toEqual(['1', '2', '3', '4', '5']);
    expect(plan.rows.length - headings.length).toBe(19);
    expect(plan.columns.filter(({ group }) => group === 'Ответственные')).toEqual([
      { field: 'responsibleMunicipal', name: 'муниципальные', group: 'Ответственные' },
      { field: 'responsibleOrganisation', name: 'ОО', group: 'Ответственные' },
    ]);
  });

  it.each(['3.1', '3.2'])(
    '[AC-002-2] its row %s opens and closes in each of four autumns',
    (no) => {
      const plan = loadPlan('NAZ');
      const row = plan.rows.find(({ rowNo }) => rowNo === no);
      const calendar = { period: plan.period, yearKind: plan.yearKind, today: day('2023-12-01') };
      const records = new Map([['2022-09-01/2022-11-30', { attached: 1, accepted: 1 }]]);
      expect(occurrencesOf(row?.deadline ?? {}, calendar, records)).toMatchObject([
        { start: '2021-09-01', end: '2021-11-30', status: 'overdue' },
        { start: '2022-09-01', end: '2022-11-30', status: 'accepted' },
        { start: '2023-09-01', end: '2023-11-30', status: 'overdue' },
        { start: '2024-09-01', end: '2024-11-30', status: 'notDue' },
      ]);
    },
  );

  it('[AC-004-1] the plan of Nizhny Tagil has 28 rows in 4 strategies; row 2.4 has two parts', () => {
    const plan = loadPlan('NTG');
    const strategyOf = (rowNo: string): string => rowNo.split('.')[0] ?? '';
    const rowsOf = (strategy: string): number =>
      plan.rows.filter(({ rowNo }) => strategyOf(rowNo) === strategy).length;
    expect(['1', '2', '3', '4'].map(rowsOf)).toEqual([12, 7, 5, 4]);
    const row = plan.rows.find(({ rowNo }) => rowNo === '2.4');
    const calendar = { period: plan.period, yearKind: plan.yearKind, today: day('2021-01-10') };
    expect(occurrencesOf(row?.deadline ?? {}, calendar)).toMatchObject([
      { of: 'программа «Школа наставничества»', status: 'open', end: '2021-08-31' },
      { of: 'семинар-практикум, МБОУ СОШ №3', status: 'notDue', start: '2021-03-01' },
    ]);
  });

  it('[INV-18] a plan that never says when it ends asks for it', () => {
    expect(loadPlan('OKT').warnings).toEqual(['planEndUnknown']);
    expect(loadPlan('ABN').warnings).toEqual([]);
  });

  it.each(planCodes)('[INV-17] every row of %s has occurrences that are understood', (code) => {
    const plan = loadPlan(code);
    const calendar = { period: plan.period, yearKind: plan.yearKind, today: day('2023-11-20') };
    const lost = plan.rows.filter(({ deadline }) =>
      occurrencesOf(deadline, calendar).some(({ status }) => status === 'notUnderstood'),
    );
    expect(lost.map(({ rowNo }) => rowNo)).toEqual([]);
    expect(new Set(plan.rows.map(({ id }) => id)).size).toBe(plan.rows.length);
    expect(planTitles[code]).toBe(plan.title);
  });
});
