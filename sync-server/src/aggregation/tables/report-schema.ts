import { reportTables, type ReportColumn, type ReportTableName } from './report-tables.ts';

/** Ids, digests and keys: base58, base32, hex, dates and their separators; no spaces, no letters of names. */
const idPattern = '*[^0-9A-Za-z:/._-]*';

function check(name: string, column: ReportColumn): string {
  switch (column.holds) {
    case 'id':
      return `typeof("${name}") = 'text' AND length("${name}") BETWEEN 1 AND 90 AND "${name}" NOT GLOB '${idPattern}'`;
    case 'choice':
      return `"${name}" IN (${column.of.map((value) => `'${value}'`).join(', ')})`;
    case 'date':
      return `"${name}" GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]'`;
    case 'instant':
      return `typeof("${name}") = 'integer' AND "${name}" BETWEEN 0 AND 99999999999999`;
    case 'count':
      return `typeof("${name}") = 'integer' AND "${name}" BETWEEN 0 AND 1000000`;
  }
}

function columnSql(name: string, column: ReportColumn): string {
  const type = column.holds === 'count' || column.holds === 'instant' ? 'INTEGER' : 'TEXT';
  const checked = check(name, column);
  return column.optional === true
    ? `"${name}" ${type} CHECK ("${name}" IS NULL OR (${checked}))`
    : `"${name}" ${type} NOT NULL CHECK (${checked})`;
}

/** The statement that makes a reporting table; every column carries its check. */
export function createTableSql(name: ReportTableName): string {
  const { columns, key } = reportTables[name];
  const lines = Object.entries(columns).map(([column, kind]) => columnSql(column, kind));
  const keys = key.map((column) => `"${column}"`).join(', ');
  return `CREATE TABLE IF NOT EXISTS "${name}" (\n  ${lines.join(',\n  ')},\n  PRIMARY KEY (${keys})\n) STRICT, WITHOUT ROWID`;
}
