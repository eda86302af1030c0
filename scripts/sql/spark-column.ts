import { sqlName } from '../../glue/duckdb/sql-text.ts';

/** A column of a file as Spark SQL sees it. */
export interface FileColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
  /** Spark's; undefined: no type on the list holds its values. */
  readonly spark: string | undefined;
  /** DuckDB SQL of the value as that type. */
  readonly sql: string;
}

const same: Readonly<Record<string, string>> = {
  BOOLEAN: 'boolean',
  TINYINT: 'tinyint',
  SMALLINT: 'smallint',
  INTEGER: 'int',
  BIGINT: 'bigint',
  DOUBLE: 'double',
  VARCHAR: 'string',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
};

/** Types that a wider or plainer one holds. */
const cast: Readonly<Record<string, readonly [string, string]>> = {
  FLOAT: ['DOUBLE', 'double'],
  UTINYINT: ['SMALLINT', 'smallint'],
  USMALLINT: ['INTEGER', 'int'],
  UINTEGER: ['BIGINT', 'bigint'],
  UBIGINT: ['DECIMAL(20,0)', 'decimal(20,0)'],
  TIMESTAMP_S: ['TIMESTAMP', 'timestamp'],
  TIMESTAMP_MS: ['TIMESTAMP', 'timestamp'],
  TIMESTAMP_NS: ['TIMESTAMP', 'timestamp'],
  TIME: ['VARCHAR', 'string'],
  UUID: ['VARCHAR', 'string'],
  JSON: ['VARCHAR', 'string'],
};

/** A file's column by DuckDB's type: times with a zone become UTC, lists of such types arrays. */
export function sparkColumn(name: string, type: string): FileColumn {
  const value = sqlName(name);
  const own = same[type];
  if (own !== undefined) return { name, type, spark: own, sql: value };
  if (type === 'TIMESTAMP WITH TIME ZONE') return { name, type, spark: 'timestamp', sql: `timezone('UTC', ${value})` };
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal !== null) return { name, type, spark: `decimal(${decimal[1]},${decimal[2]})`, sql: value };
  const wider = cast[type] ?? (type.startsWith('ENUM(') ? ['VARCHAR', 'string'] : undefined);
  if (wider !== undefined) return { name, type, spark: wider[1], sql: `CAST(${value} AS ${wider[0]})` };
  const element = type.endsWith('[]') ? same[type.slice(0, -2)] : undefined;
  return { name, type, spark: element === undefined ? undefined : `array<${element}>`, sql: value };
}
