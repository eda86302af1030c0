/** The types that a column can have, in every engine. Integers are int64, numbers are IEEE doubles, timestamps are UTC microseconds. */
export type ColumnType =
  | { readonly kind: 'string' }
  | { readonly kind: 'integer' }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number };

/** One type's name in each engine. QuickSight: https://docs.aws.amazon.com/quicksight/latest/APIReference/API_InputColumn.html */
export interface EngineTypes {
  /** Spark SQL, and so table.json. */
  readonly spark: string;
  readonly duckdb: string;
  /** AWS Glue Data Catalog (Hive names). */
  readonly glue: string;
  readonly quicksight: 'STRING' | 'INTEGER' | 'DECIMAL' | 'BIT' | 'DATETIME';
  /**
   * Of DECIMAL. FIXED keeps 18 digits, 4 of them behind the point; what needs more is FLOAT, which keeps 16:
   * https://docs.aws.amazon.com/quicksight/latest/user/supported-data-types-and-values.html
   */
  readonly quicksightSubType?: 'FIXED' | 'FLOAT';
}

const simple = {
  string: { spark: 'string', duckdb: 'VARCHAR', glue: 'string', quicksight: 'STRING' },
  integer: { spark: 'bigint', duckdb: 'BIGINT', glue: 'bigint', quicksight: 'INTEGER' },
  number: { spark: 'double', duckdb: 'DOUBLE', glue: 'double', quicksight: 'DECIMAL', quicksightSubType: 'FLOAT' },
  boolean: { spark: 'boolean', duckdb: 'BOOLEAN', glue: 'boolean', quicksight: 'BIT' },
  date: { spark: 'date', duckdb: 'DATE', glue: 'date', quicksight: 'DATETIME' },
  timestamp: { spark: 'timestamp', duckdb: 'TIMESTAMP', glue: 'timestamp', quicksight: 'DATETIME' },
} as const satisfies Record<Exclude<ColumnType['kind'], 'decimal'>, EngineTypes>;

/** The engines' names for a type: the one table that everything else reads. */
export function engineTypes(type: ColumnType): EngineTypes {
  if (type.kind !== 'decimal') return simple[type.kind];
  const size = `(${type.precision},${type.scale})`;
  const isFixed = type.scale <= 4 && type.precision - type.scale <= 14;
  return {
    ...{ spark: `decimal${size}`, duckdb: `DECIMAL${size}`, glue: `decimal${size}` },
    ...{ quicksight: 'DECIMAL', quicksightSubType: isFixed ? 'FIXED' : 'FLOAT' },
  };
}

const bySpark = new Map<string, ColumnType>(
  Object.entries(simple).map(([kind, names]) => [names.spark, { kind } as ColumnType]),
);

/**
 * Reads a Spark SQL type name as table.json writes it: string, bigint, double, boolean, date, timestamp, decimal(p,s).
 * @returns undefined for any other name, and for a precision outside 1-38 or a scale above the precision.
 */
export function parseColumnType(text: string): ColumnType | undefined {
  const name = text.trim().toLowerCase();
  const decimal = /^decimal\((\d{1,2}),\s*(\d{1,2})\)$/.exec(name);
  if (decimal === null) return bySpark.get(name);
  const [precision, scale] = [Number(decimal[1]), Number(decimal[2])];
  return precision < 1 || precision > 38 || scale > precision ? undefined : { kind: 'decimal', precision, scale };
}
