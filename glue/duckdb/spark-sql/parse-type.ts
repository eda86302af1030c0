import { arrayOf, decimal, type SimpleKind, type SparkType, type StructField, simple, structOf } from './spark-type.ts';

const names: Readonly<Record<string, SimpleKind>> = {
  boolean: 'boolean',
  tinyint: 'tinyint',
  byte: 'tinyint',
  smallint: 'smallint',
  short: 'smallint',
  int: 'int',
  integer: 'int',
  bigint: 'bigint',
  long: 'bigint',
  double: 'double',
  string: 'string',
  date: 'date',
  timestamp: 'timestamp',
  timestamp_ltz: 'timestamp',
};

/**
 * Reads a Spark type name, as CAST, table.json and from_json write it: `decimal(14,2)`, `array<struct<a:int,b:string>>`.
 * @returns undefined for a type that is not on the list (float, binary, map, char, timestamp_ntz, intervals)
 */
export function parseType(text: string): SparkType | undefined {
  const reader = { text, at: 0 };
  const type = readType(reader);
  skip(reader);
  return reader.at === text.length ? type : undefined;
}

/** Reads what from_json takes besides a type: `a INT, b STRING` is a struct. */
export function parseSchema(text: string): SparkType | undefined {
  const type = parseType(text);
  if (type !== undefined) return type;
  const reader = { text, at: 0 };
  const fields = readFields(reader, '');
  skip(reader);
  return fields !== undefined && reader.at === text.length ? structOf(fields) : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function skip(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? '')) reader.at += 1;
}

function take(reader: Reader, pattern: RegExp): string | undefined {
  skip(reader);
  const found = pattern.exec(reader.text.slice(reader.at));
  if (found === null || found.index !== 0) return undefined;
  reader.at += found[0].length;
  return found[0];
}

function readType(reader: Reader): SparkType | undefined {
  const word = take(reader, /^[A-Za-z_]+/)?.toLowerCase();
  if (word === undefined) return undefined;
  if (word === 'array') return readArray(reader);
  if (word === 'struct') {
    if (take(reader, /^</) === undefined) return undefined;
    const fields = readFields(reader, '>');
    return fields === undefined || take(reader, /^>/) === undefined ? undefined : structOf(fields);
  }
  if (word === 'decimal' || word === 'dec' || word === 'numeric') return readDecimal(reader);
  const kind = names[word];
  return kind === undefined ? undefined : simple(kind);
}

function readArray(reader: Reader): SparkType | undefined {
  if (take(reader, /^</) === undefined) return undefined;
  const element = readType(reader);
  return element === undefined || take(reader, /^>/) === undefined ? undefined : arrayOf(element);
}

function readDecimal(reader: Reader): SparkType | undefined {
  if (take(reader, /^\(/) === undefined) return decimal(10, 0);
  const precision = Number(take(reader, /^\d+/));
  const scale = take(reader, /^,/) === undefined ? 0 : Number(take(reader, /^\d+/));
  if (take(reader, /^\)/) === undefined) return undefined;
  return precision >= 1 && precision <= 38 && scale <= precision ? decimal(precision, scale) : undefined;
}

function readFields(reader: Reader, end: string): StructField[] | undefined {
  const fields: StructField[] = [];
  do {
    const name = take(reader, /^([A-Za-z_][A-Za-z0-9_]*|`[^`]+`)/)?.replaceAll('`', '');
    take(reader, /^:/);
    const type = readType(reader);
    if (name === undefined || type === undefined) return undefined;
    fields.push({ name, type });
  } while (take(reader, /^,/) !== undefined);
  return end === '' || reader.text[reader.at] === end ? fields : undefined;
}
