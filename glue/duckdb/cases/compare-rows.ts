import type { DuckDBConnection } from '@duckdb/node-api';
import { type Place, quote } from '../../../lambda/schema/finding.ts';
import { readText } from '../engine.ts';
import { findings, type TableFinding } from '../findings.ts';
import { rowText } from '../row-text.ts';
import { sqlName, sqlNames } from '../sql-text.ts';
import type { Table, TableColumn } from '../table.ts';

const most = 5;

/**
 * Compares a table's rows with those expected, by key and whatever their order. Doubles are equal when they differ by at most 1e-9 of
 * the greater: their sums depend on the order of adding.
 * @param got, expected names of tables with the contract's columns
 * @returns a finding for each of the first 5 rows that differ
 */
export async function compareRows(
  connection: DuckDBConnection,
  table: Table,
  got: string,
  expected: string,
  place: Place,
): Promise<readonly TableFinding[]> {
  const same = table.columns.map((column) => sameSql(column));
  const keys = table.key.map((name) => `g.${sqlName(name)} IS NOT DISTINCT FROM e.${sqlName(name)}`).join(' AND ');
  const texts = table.columns.flatMap(({ name }, index) => [
    `CAST(g.${sqlName(name)} AS VARCHAR)`,
    `CAST(e.${sqlName(name)} AS VARCHAR)`,
    `CAST(${same[index] ?? 'true'} AS VARCHAR)`,
  ]);
  const key = `SELECT *, ${rowText(table.key)} AS _key, true AS _there FROM`;
  const rows = await readText(
    connection,
    `SELECT coalesce(e._key, g._key), CAST(g._there IS NOT NULL AS VARCHAR), CAST(e._there IS NOT NULL AS VARCHAR), CAST(count(*) OVER () AS VARCHAR), ${texts.join(', ')}
     FROM (${key} ${sqlName(got)}) AS g FULL JOIN (${key} ${sqlName(expected)}) AS e ON ${keys}
     WHERE g._there IS NULL OR e._there IS NULL OR NOT (${same.join(' AND ')})
     ORDER BY ${table.key.map((name) => `coalesce(e.${sqlName(name)}, g.${sqlName(name)})`).join(', ')} LIMIT ${most}`,
  );
  return rows.map((row, index) =>
    describe(table, row, place, index === rows.length - 1 ? Number(row[3]) - rows.length : 0),
  );
}

function sameSql({ name, type }: TableColumn): string {
  const [g, e] = [`g.${sqlName(name)}`, `e.${sqlName(name)}`];
  const exact = `${g} IS NOT DISTINCT FROM ${e}`;
  if (type.kind !== 'number') return `(${exact})`;
  return `(${exact} OR coalesce(abs(${g} - ${e}) <= 1e-9 * greatest(abs(${g}), abs(${e})), false))`;
}

function describe(table: Table, row: readonly (string | null)[], place: Place, more: number): TableFinding {
  const [key, here, wanted] = row;
  const subject = key ?? 'a row';
  if (here !== 'true') return findings.caseDiffers(place, subject, 'this row', 'none', more);
  if (wanted !== 'true') return findings.caseDiffers(place, subject, 'no such row', 'one', more);
  const differing = table.columns.flatMap((column, index) => {
    const [got, expected, same] = row.slice(4 + index * 3, 7 + index * 3);
    return same === 'true' ? [] : [{ name: column.name, got: show(column, got), expected: show(column, expected) }];
  });
  const list = (side: 'got' | 'expected') => differing.map((one) => `${one.name} ${one[side]}`).join(', ');
  return findings.caseDiffers(place, subject, list('expected'), list('got'), more);
}

function show({ type }: TableColumn, value: string | null | undefined): string {
  if (value === null || value === undefined) return 'null';
  return type.kind === 'string' ? quote(value) : value;
}

/** Keys that a table of expected rows holds more than once. */
export async function repeatedKeys(
  connection: DuckDBConnection,
  table: Table,
  expected: string,
): Promise<readonly string[]> {
  const key = sqlNames(table.key);
  const rows = await readText(
    connection,
    `SELECT ${rowText(table.key)} FROM ${sqlName(expected)} GROUP BY ${key} HAVING count(*) > 1 ORDER BY ${key} LIMIT 3`,
  );
  return rows.map(([text]) => text ?? 'null');
}
