import type { Finding, Place } from '../../../lambda/schema/finding.ts';

/** Why no table can be drafted. */
export const newTableCodes = ['no-join', 'no-key', 'column-name', 'column-type'] as const;
export type NewTableCode = (typeof newTableCodes)[number];
export type NewTableFinding = Finding<NewTableCode>;

const error = (code: NewTableCode, place: Place, rest: Omit<NewTableFinding, 'code' | 'severity' | 'place'>) =>
  ({ code, severity: 'error', place, ...rest }) satisfies NewTableFinding;

export const findings = {
  /** @param compared why each pair of columns that was tried is no join */
  noJoin: (place: Place, names: readonly string[], compared: readonly string[]): NewTableFinding =>
    error('no-join', place, {
      subject: names.join(', '),
      expected: 'columns by which each row of one finds at most one row of each other',
      got: compared.length === 0 ? 'no two columns whose names or values say so' : compared.join('; '),
      fix: 'write the SELECT yourself and draft the rest from it: --sql FILE',
    }),
  noKey: (place: Place): NewTableFinding =>
    error('no-key', place, {
      subject: 'SELECT',
      expected: 'a few columns that are complete and unique together',
      got: 'none in the rows that it gives',
      fix: 'return what tells the rows apart, such as _file AS source_file, _row AS source_row, or GROUP BY what a row is about',
    }),
  columnName: (place: Place, name: string, got: string): NewTableFinding =>
    error('column-name', place, {
      subject: name,
      expected: 'a name in snake_case of at most 64 characters, each once',
      got,
      fix: 'give the column a name of its own with AS',
    }),
  columnType: (place: Place, name: string, type: string): NewTableFinding =>
    error('column-type', place, {
      subject: name,
      expected: 'a type that a final table can have: string, bigint, double, boolean, date, timestamp or decimal',
      got: type,
      fix: 'CAST it, or take it apart in the SELECT',
    }),
};
