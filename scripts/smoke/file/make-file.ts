import { isObject, valueAt } from '../../../lambda/handler/json-value.ts';
import type { Column, DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { sampleValue } from './sample-value.ts';

type Value = string | number | boolean | null;
type Row = ReadonlyMap<Column, Value>;

/** How a file is filled: `all` columns, or those alone that a row needs. */
export type Filling = 'all' | 'required';

/** Names of files of a smoke begin so; the role `smoke` may remove no other (infra/delivery/smoke-role.ts). */
export const smokePrefix = '_smoke-';

/** Good rows that one bad one may stand among: the schema says what share of bad rows a file may have. */
export const goodRows = ({ tolerance }: Pick<DatasetSchema, 'tolerance'>): number =>
  tolerance > 0 ? Math.max(6, Math.ceil(1 / tolerance)) : 6;

/**
 * A small file of made-up rows that a schema takes, and one that it does not: each differs in its key, all are of a day that no real row
 * is of.
 * @param id what names the smoke
 * @param bad the column that is wrong in the last row; undefined: there is no bad row
 */
export function makeFile(
  schema: DatasetSchema,
  id: string,
  { filling, bad }: { readonly filling: Filling; readonly bad: Column | undefined },
): { readonly key: string; readonly body: Uint8Array } {
  const count = goodRows(schema);
  const rows = Array.from({ length: count }, (_, index) => makeRow(schema, id, index, filling));
  if (bad !== undefined) rows.push(new Map([...makeRow(schema, id, count, filling), [bad, wrongValue(bad)]]));
  const text = schema.format === 'csv' ? writeCsv(schema, rows) : writeJson(schema, rows);
  const ending = schema.format === 'csv' ? 'csv' : schema.format === 'ndjson' ? 'ndjson' : 'json';
  return { key: `${schema.name}/${smokePrefix}${id}.${ending}`, body: new TextEncoder().encode(text) };
}

/** Columns in which a value can be wrong, the surest first. */
export function columnsToBreak({ columns }: DatasetSchema): readonly Column[] {
  const typed = columns.filter(({ type, sensitive }) => type.kind !== 'string' && sensitive === undefined);
  const required = columns.filter(({ required: needed, nullable }) => needed && !nullable);
  return [...new Set([...typed.filter((one) => required.includes(one)), ...typed, ...required])];
}

const wrongValue = ({ type }: Column): Value => (type.kind === 'string' ? null : 'smoke: no such value');

function makeRow(schema: DatasetSchema, id: string, index: number, filling: Filling): Row {
  return new Map(
    schema.columns.map((column): [Column, Value] => {
      const isKey = schema.primaryKey.includes(column.name);
      if (filling === 'required' && !column.required && column.nullable && !isKey) return [column, null];
      const told = isKey ? [] : toldApart(schema, column);
      // Every other row is one that an audience of some rows sees.
      if (told.length > 0 && index % 2 === 0) return [column, told[(index / 2) % told.length] ?? null];
      return [column, sampleValue(propertyOf(schema, column), { index, id, isKey })];
    }),
  );
}

/** Values of a column by which an audience's rows are told from others'. */
const toldApart = ({ readers }: DatasetSchema, { name }: Column) =>
  readers.flatMap(({ rows = [] }) => rows.filter(({ column }) => column === name).flatMap(({ values }) => values));

const propertyOf = ({ json }: DatasetSchema, { path }: Column): unknown =>
  valueAt(json, ...path.flatMap((name) => ['properties', name]));

function writeCsv({ columns, dialect }: DatasetSchema, rows: readonly Row[]): string {
  const delimiter = dialect.delimiter ?? ',';
  const mark = dialect.quote ?? '"';
  const cell = (value: Value): string => {
    const text = value === null ? '' : String(value);
    const plain = !text.includes(delimiter) && !text.includes(mark) && !/[\r\n]/.test(text);
    return plain ? text : `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;
  };
  const line = (values: readonly Value[]) => `${values.map(cell).join(delimiter)}\n`;
  const skipped = '\n'.repeat(dialect.skipLines ?? 0);
  const header = dialect.header === false ? '' : line(columns.map(({ path, name }) => path.at(-1) ?? name));
  return skipped + header + rows.map((row) => line(columns.map((column) => row.get(column) ?? null))).join('');
}

function writeJson({ columns, format }: DatasetSchema, rows: readonly Row[]): string {
  const records = rows.map((row) => {
    const record: Record<string, unknown> = {};
    for (const column of columns) put(record, column.path, row.get(column) ?? null);
    return record;
  });
  return format === 'json'
    ? `${JSON.stringify(records)}\n`
    : records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

function put(record: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: Value): void {
  if (rest.length === 0) {
    if (value !== null) record[name] = value;
    return;
  }
  const inner = isObject(record[name]) ? { ...record[name] } : {};
  put(inner, rest, value);
  if (Object.keys(inner).length > 0) record[name] = inner;
}
