import { letSql } from '../once.ts';
import { parseSchema } from '../parse-type.ts';
import { quoteName, quoteText, type SparkType, type StructField, simple, sparkName } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

/** Functions of JSON text. */
export const jsonFunctions: readonly FunctionEntry[] = [
  scalar('get_json_object(string, text)', getJsonObject, { note: 'paths of names and places: $.a.b[0]' }),
  scalar('json_array_length(string)', (c) => ({
    sql: `CASE WHEN json_type(spk_json(${c.sql(0)}, ${c.place})) = 'ARRAY' THEN CAST(json_array_length(spk_json(${c.sql(0)}, ${c.place})) AS INTEGER) END`,
    type: simple('int'),
  })),
  scalar('from_json(string, text)', fromJson, {
    note: 'the schema written out, of string, bigint, int, double, boolean, array<…> and struct<…>; JSON of the wrong type gives NULL',
  }),
];

/** Strings come without quotes, null as NULL, the rest as JSON text. */
function getJsonObject(call: BoundCall): Result {
  const path = call.text(1) ?? '';
  if (!/^\$(\.[A-Za-z_][A-Za-z0-9_]*|\['[^'*"]+'\]|\[\d+\])+$/.test(path))
    return call.refuse('a path of names and places', quoteText(path), 'write $.name.other[0]');
  const steps = path.replace(
    /\['([^']+)'\]|\.([A-Za-z_][A-Za-z0-9_]*)/g,
    (_, quoted: string, plain: string) => `."${quoted ?? plain}"`,
  );
  return {
    sql: `spk_json_text(json_extract(spk_json(${call.sql(0)}, ${call.place}), ${quoteText(steps)}), ${call.place})`,
    type: simple('string'),
  };
}

/** Text that is no JSON gives a struct of NULLs, or no array; blank text gives NULL. */
function fromJson(call: BoundCall): Result {
  const type = parseSchema(call.text(1) ?? '');
  const schema = quoteText(call.text(1) ?? '');
  if (type === undefined || (type.kind !== 'struct' && type.kind !== 'array'))
    return call.refuse('a schema such as a INT, b STRING or array<string>', schema);
  const json = 'j';
  const sql =
    type.kind === 'struct' ? readFields(type.fields, json, call.place) : readRoot(type.element, json, call.place);
  if (sql === undefined)
    return call.refuse(
      'a schema of string, bigint, int, double, boolean, array<…> and struct<…>',
      sparkName(type),
      'read it as a string, and CAST',
    );
  return {
    sql: `CASE WHEN trim(${call.sql(0)}) <> '' THEN ${letSql('j', `spk_json(${call.sql(0)}, ${call.place})`, sql)} END`,
    type,
  };
}

/** One object where an array of structs is wanted is an array of one. */
function readRoot(element: SparkType, json: string, place: string): string | undefined {
  const array = read({ kind: 'array', element }, json, place);
  const single = element.kind === 'struct' ? read(element, json, place) : undefined;
  return single === undefined ? array : `CASE WHEN json_type(${json}) = 'OBJECT' THEN [${single}] ELSE ${array} END`;
}

/** SQL of a JSON value as a type; NULL when it is of another. */
function read(type: SparkType, json: string, place: string): string | undefined {
  const when = (test: string, value: string | undefined) =>
    value === undefined ? undefined : `CASE WHEN json_type(${json}) ${test} THEN ${value} END`;
  if (type.kind === 'string') return `spk_json_text(${json}, ${place})`;
  if (type.kind === 'bigint') return when("IN ('BIGINT', 'UBIGINT')", `TRY_CAST(${json} AS BIGINT)`);
  if (type.kind === 'int') return when("IN ('BIGINT', 'UBIGINT')", `TRY_CAST(${json} AS INTEGER)`);
  if (type.kind === 'double') return when("IN ('BIGINT', 'UBIGINT', 'DOUBLE')", `TRY_CAST(${json} AS DOUBLE)`);
  if (type.kind === 'boolean') return when("= 'BOOLEAN'", `TRY_CAST(${json} AS BOOLEAN)`);
  if (type.kind === 'array') return when("= 'ARRAY'", readElements(type.element, json, place));
  return type.kind === 'struct' ? when("= 'OBJECT'", readFields(type.fields, json, place)) : undefined;
}

/** An element of the wrong type makes the whole array NULL; a null stays one. */
function readElements(element: SparkType, json: string, place: string): string | undefined {
  const value = read(element, 'e', place);
  if (value === undefined) return undefined;
  const list = `CAST(${json} AS JSON[])`;
  return `CASE WHEN len(list_filter(${list}, lambda e: json_type(e) <> 'NULL' AND (${value}) IS NULL)) = 0 THEN list_transform(${list}, lambda e: ${value}) END`;
}

function readFields(fields: readonly StructField[], json: string, place: string): string | undefined {
  const parts = fields.map((field) => {
    const value = read(field.type, 'f', place);
    const found = `json_extract(spk_json_object(${json}, ${place}), ${quoteText(`$."${field.name}"`)})`;
    return value === undefined ? undefined : `${quoteName(field.name)} := ${letSql('f', found, value)}`;
  });
  return parts.includes(undefined) ? undefined : `struct_pack(${parts.join(', ')})`;
}
