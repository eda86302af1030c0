import { readTables } from '../../../glue/duckdb/spark-sql/translate.ts';
import type { Table } from '../../../glue/duckdb/table.ts';
import { parseColumnType } from '../../../lambda/schema/column-type.ts';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { formatFinding } from '../../../lambda/schema/finding.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';

/** A dataset as its schema.json says it. @throws TypeError when that is none */
export function dataset(
  name: string,
  { readers, properties }: { readers?: unknown; properties: object },
): DatasetSchema {
  const json = { 'x-sluice': readers === undefined ? {} : { readers }, properties };
  const read = parseDatasetSchema(JSON.stringify(json), { name, file: `datasets/${name}/schema.json` });
  if ('findings' in read) throw new TypeError(read.findings.map(formatFinding).join('\n'));
  return read.schema;
}

/** A table of some SQL. @param columns `name`, which is text, or `name type` */
export function table(name: string, sql: string, ...columns: string[]): Table {
  const place = { file: `glue/tables/${name}/transform.sql` };
  const { reads } = readTables(sql, place) as { reads: readonly string[] };
  return {
    ...{ name, title: name, description: '', owner: '', key: [], partitions: [], reads },
    sql: { text: sql, place },
    quality: { text: '', place },
    columns: columns.map((column) => {
      const [own = '', type = 'string'] = column.split(' ');
      const parsed = parseColumnType(type) ?? { kind: 'integer' };
      return { name: own, type: parsed, nullable: true, description: '', unit: undefined };
    }),
  };
}
