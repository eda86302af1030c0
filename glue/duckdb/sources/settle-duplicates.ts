import type { DuckDBConnection } from '@duckdb/node-api';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { readText } from '../engine.ts';
import { findings, type TableFinding } from '../findings.ts';
import { rowText } from '../row-text.ts';
import { sqlName, sqlNames } from '../sql-text.ts';

/**
 * Keeps one row a key, by the schema's `onDuplicate` (design: a key that comes again across files): `latest` the greatest value of the
 * declared column, nulls least, then the last by path and row; `first` the first by path and row. Under `fail` all stay: see
 * findDuplicates. Rows without a whole key are no duplicates.
 * @param rows a SELECT with the schema's columns, `_file` and `_row`
 */
export function settleDuplicates({ primaryKey, onDuplicate }: DatasetSchema, rows: string): string {
  if (primaryKey.length === 0 || onDuplicate.rule === 'fail') return rows;
  const order =
    onDuplicate.rule === 'latest' ? `${sqlName(onDuplicate.by)} DESC NULLS LAST, _file DESC, _row DESC` : '_file, _row';
  const whole = primaryKey.map((name) => `${sqlName(name)} IS NOT NULL`).join(' AND ');
  return `SELECT * FROM (${rows}) QUALIFY NOT (${whole}) OR row_number() OVER (PARTITION BY ${sqlNames(primaryKey)} ORDER BY ${order}) = 1`;
}

/**
 * Under `fail`: one finding for each of the first 3 keys that two files hold, naming both places.
 * @param rows name of the view or table that holds the dataset's rows
 */
export async function findDuplicates(
  connection: DuckDBConnection,
  schema: DatasetSchema,
  rows: string,
): Promise<TableFinding[]> {
  if (schema.primaryKey.length === 0 || schema.onDuplicate.rule !== 'fail') return [];
  const key = sqlNames(schema.primaryKey);
  const whole = schema.primaryKey.map((name) => `${sqlName(name)} IS NOT NULL`).join(' AND ');
  const places = 'list(struct_pack(f := _file, r := _row) ORDER BY _file, _row)';
  const found = await readText(
    connection,
    `SELECT ${rowText(schema.primaryKey)}, _at[1].f, CAST(_at[2].r AS VARCHAR), _at[2].f, CAST(_at[1].r AS VARCHAR)
     FROM (SELECT ${key}, ${places} AS _at FROM ${sqlName(rows)} WHERE ${whole} GROUP BY ${key} HAVING count(*) > 1)
     ORDER BY ${key} LIMIT 3`,
  );
  return found.map(([repeated, firstFile, row, file, firstRow]) =>
    findings.duplicateKeyAcrossFiles(
      { file: `datasets/${file}` },
      schema.name,
      `${repeated ?? ''} in row ${row}`,
      `datasets/${firstFile} row ${firstRow}`,
    ),
  );
}
