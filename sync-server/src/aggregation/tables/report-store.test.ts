import { afterEach, describe, expect, it } from 'vitest';
import { openReportStore, type ReportStore } from './report-store.ts';
import { reportTableNames, reportTables, type ReportColumn } from './report-tables.ts';

let store: ReportStore | undefined;
afterEach(() => {
  store?.close();
  store = undefined;
});

/** A value that a column takes. */
function fitting(column: ReportColumn): string | number {
  switch (column.holds) {
    case 'id':
      return 'R-ABN-1.1';
    case 'choice':
      return column.of[0] ?? '';
    case 'date':
      return '2026-09-01';
    case 'count':
    case 'instant':
      return 3;
  }
}

const document = (row: Record<string, string | number>): never =>
  ({ kind: 'pair', logId: 'L1', headsDigest: 'H1', ...row, documentId: 'D1' }) as never;

const cases = reportTableNames.flatMap((name) =>
  Object.keys(reportTables[name].columns)
    .filter((column) => column !== 'documentId')
    .map((column) => [name, column] as const),
);

describe('reporting tables', () => {
  it.each(cases)('[INV-25] %s.%s takes no free text and no name', (name, column) => {
    const opened = openReportStore(':memory:');
    store = opened;
    const columns: Readonly<Record<string, ReportColumn>> = reportTables[name].columns;
    const row = Object.fromEntries(
      Object.entries(columns).map(([key, kind]) => [key, fitting(kind)]),
    );
    const write = (value: string | number): void => {
      const written = { ...row, documentId: 'D1', [column]: value };
      if (name === 'documents') opened.replace(document(written), {});
      else opened.replace(document({}), { [name]: [written as never] });
    };
    expect(() => {
      write(row[column] ?? '');
    }).not.toThrow();
    for (const text of [
      'Иванова',
      'Мария Петровна',
      'урок 5«Б»',
      'two words',
      '',
      'x'.repeat(91),
    ]) {
      expect(() => {
        write(text);
      }).toThrow(/constraint|datatype|INTEGER/i);
    }
    expect(opened.rows(name)).toHaveLength(1);
  });

  it('[INV-25] every column holds an id, a closed choice, a date or a count', () => {
    const kinds = reportTableNames.flatMap((name) =>
      Object.values<ReportColumn>(reportTables[name].columns).map(({ holds }) => holds),
    );
    expect([...new Set(kinds)].toSorted()).toEqual(['choice', 'count', 'date', 'id', 'instant']);
  });

  it('[domain 6.2] projecting a document again replaces its rows and nothing else', () => {
    const opened = openReportStore(':memory:');
    store = opened;
    const register = (documentId: string, entries: number) =>
      ({ documentId, part: 'mentor', category: 'none', state: 'approved', entries }) as const;
    const row = (documentId: string) =>
      ({ documentId, kind: 'register', logId: 'L1', headsDigest: 'H1' }) as const;
    opened.replace(row('D1'), { registers: [register('D1', 2)] });
    opened.replace(row('D2'), { registers: [register('D2', 5)] });
    opened.replace(row('D1'), { registers: [register('D1', 3)] });
    expect(opened.rows('registers').map(({ entries }) => entries)).toEqual([3, 5]);
    opened.remove('D2');
    expect(opened.rows('registers')).toEqual([register('D1', 3)]);
    expect(opened.rows('documents')).toEqual([row('D1')]);
  });

  it('[domain 6.2] a failed projection leaves the rows as they were', () => {
    const opened = openReportStore(':memory:');
    store = opened;
    const row = { documentId: 'D1', kind: 'register', logId: 'L1', headsDigest: 'H1' } as const;
    const good = {
      documentId: 'D1',
      part: 'mentor',
      category: 'none',
      state: 'approved',
      entries: 1,
    } as const;
    opened.replace(row, { registers: [good] });
    expect(() => {
      opened.replace(row, { registers: [{ ...good, entries: -1 }] });
    }).toThrow(/constraint/i);
    expect(opened.rows('registers')).toEqual([good]);
  });
});
