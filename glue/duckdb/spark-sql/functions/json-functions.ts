import { parseSchema } from '../parse-type.ts';
import { quoteName, quoteText, type SparkType, simple, sparkName } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

/** Functions of JSON text. */
export const jsonFunctions: readonly FunctionEntry[] = [
  scalar('get_json_object(string, text)', getJsonObject, { note: 'paths of names and places: $.a.b[0]' }),
  scalar('json_array_length(string)', (c) => ({
    sql: `CASE WHEN json_type(spk_json(${c.sql(0)})) = 'ARRAY' THEN CAST(json_array_length(spk_json(${c.sql(0)})) AS INTEGER) END`,
    type: simple('int'),
  })),
  scalar('from_json(string, text)', fromJson, {
    note: 'the schema written out, of string, bigint, int, double, boolean, array<…> and struct<…>; JSON of the wrong type gives NULL',
  }),
];

/** Strings come without quotes, null as NULL, the rest as JSON text. */
function getJsonObject(call: BoundCall): Result {
  const path = call.text(1) ?? '';
  if (!/^\$(\.[A-Za-z_][A-Za-z0-9_]*|\['[^'*]+'\]|\[\d+\])+$/.test(path))
    return call.refuse('a path of names and places', quoteText(path), 'write $.name.other[0]');
  const steps = path.replace(/\['([^']+)'\]/g, (_, name: string) => `."${name}"`);
  const found = `json_extract(spk_json(${call.sql(0)}), ${quoteText(steps)})`;
  const number = `json_type(${found}) IN ('DOUBLE')`;
  // Spark writes a JSON double as Java does; its source text is gone in both engines, so only plain ones agree.
  return {
    sql: `CASE WHEN ${number} THEN spk_double_text(CAST(${found} AS DOUBLE), ${call.place}) ELSE json_extract_string(spk_json(${call.sql(0)}), ${quoteText(steps)}) END`,
    type: simple('string'),
  };
}

function fromJson(call: BoundCall): Result {
  const type = parseSchema(call.text(1) ?? '');
  if (type === undefined || (type.kind !== 'struct' && type.kind !== 'array'))
    return call.refuse('a schema such as a INT, b STRING or array<string>', quoteText(call.text(1) ?? ''));
  const sql = read(type, `spk_json(${call.sql(0)})`, call.place);
  return sql === undefined
    ? call.refuse(
        'a schema of strings, bigint, int, double, boolean, arrays and structs',
        sparkName(type),
        'read it as a string, and CAST',
      )
    : { sql: type.kind === 'struct' ? `CASE WHEN ${call.sql(0)} IS NULL THEN NULL ELSE ${sql} END` : sql, type };
}

/** SQL of a JSON value as a type; NULL when it is of another. */
function read(type: SparkType, json: string, place: string): string | undefined {
  const when = (test: string, value: string) => `CASE WHEN json_type(${json}) ${test} THEN ${value} END`;
  if (type.kind === 'string')
    return `CASE WHEN json_type(${json}) = 'DOUBLE' THEN spk_double_text(CAST(${json} AS DOUBLE), ${place}) WHEN json_type(${json}) = 'NULL' THEN NULL ELSE json_extract_string(${json}, '$') END`;
  if (type.kind === 'bigint') return when("IN ('BIGINT', 'UBIGINT')", `TRY_CAST(${json} AS BIGINT)`);
  if (type.kind === 'int') return when("IN ('BIGINT', 'UBIGINT')", `TRY_CAST(${json} AS INTEGER)`);
  if (type.kind === 'double') return when("IN ('BIGINT', 'UBIGINT', 'DOUBLE')", `TRY_CAST(${json} AS DOUBLE)`);
  if (type.kind === 'boolean') return when("= 'BOOLEAN'", `TRY_CAST(${json} AS BOOLEAN)`);
  if (type.kind === 'array') {
    const element = read(type.element, 'e', place);
    return element === undefined
      ? undefined
      : when("= 'ARRAY'", `list_transform(CAST(${json} AS JSON[]), lambda e: ${element})`);
  }
  if (type.kind !== 'struct') return undefined;
  const fields = type.fields.map((field) => {
    const value = read(field.type, `json_extract(${json}, ${quoteText(`$."${field.name}"`)})`, place);
    return value === undefined ? undefined : `${quoteName(field.name)} := ${value}`;
  });
  return fields.some((field) => field === undefined) ? undefined : `struct_pack(${fields.join(', ')})`;
}
