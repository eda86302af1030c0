import type { Table } from '../../glue/duckdb/table.ts';
import type { TableResult } from '../../lambda/pipeline/run-record.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import type { Asker } from './choose-audience.ts';
import { findings, type VerifyFinding } from './findings.ts';

/** Athena's names: https://docs.aws.amazon.com/athena/latest/ug/querying-iceberg-supported-data-types.html */
const athenaTypes: Readonly<Record<Exclude<ColumnType['kind'], 'decimal'>, readonly string[]>> = {
  string: ['varchar'],
  integer: ['bigint'],
  number: ['double'],
  boolean: ['boolean'],
  date: ['date'],
  // Iceberg's timestamptz, as which the job writes it.
  timestamp: ['timestamp(6) with time zone', 'timestamp with time zone', 'timestamp'],
};

const namesOf = (type: ColumnType): readonly string[] =>
  type.kind === 'decimal' ? [`decimal(${type.precision},${type.scale})`] : athenaTypes[type.kind];

/** Types of an answer beside the contract's. Pure. */
export function judgeTypes(
  table: string,
  columns: Table['columns'],
  answered: readonly { readonly name: string; readonly type: string }[],
): VerifyFinding[] {
  const types = new Map(answered.map(({ name, type }) => [name.toLowerCase(), type]));
  return columns.flatMap(({ name, type }) => {
    const [expected, got] = [namesOf(type), types.get(name) ?? 'none'];
    return expected.includes(got) ? [] : [findings.columnDiffers(table, name, expected[0] ?? '', got)];
  });
}

/** What the last run says of a table. Pure. @param run its name @returns findings, or the rows that readers have */
export function judgeRecord(
  table: string,
  run: string,
  result: TableResult | undefined,
): { readonly findings: readonly VerifyFinding[]; readonly rows: number | undefined } {
  const expected = `a table that ${run} published or left as it was`;
  if (result === undefined)
    return { findings: [findings.tableNotBuilt(table, expected, 'none in its record')], rows: undefined };
  const { outcome, rows } = result;
  const stands = outcome === 'published' || outcome === 'unchanged';
  return { findings: stands ? [] : [findings.tableNotBuilt(table, expected, outcome)], rows };
}

/** Rows as an audience counts them, beside those of the record: some of them where it may not read all. Pure. */
export function judgeRows(table: string, { audience, allRows }: Asker, recorded: number, got: number): VerifyFinding[] {
  if (allRows ? got === recorded : got <= recorded) return [];
  const expected = allRows ? `${recorded} rows, as the last run counted them` : `at most ${recorded} rows`;
  return [findings.rowsDiffer(table, audience, expected, got)];
}
