/** A Spark SQL type. `null` is the type of NULL; `unknown` is that of an expression that has already given a problem. */
export type SparkType =
  | { readonly kind: SimpleKind }
  | { readonly kind: 'decimal'; readonly precision: number; readonly scale: number }
  | { readonly kind: 'array'; readonly element: SparkType }
  | { readonly kind: 'struct'; readonly fields: readonly StructField[] };

/** Types without parameters. */
export type SimpleKind =
  | 'boolean'
  | 'tinyint'
  | 'smallint'
  | 'int'
  | 'bigint'
  | 'double'
  | 'string'
  | 'date'
  | 'timestamp'
  | 'null'
  | 'unknown'
  | 'interval';

/** A field of a struct; names are compared without case. */
export interface StructField {
  readonly name: string;
  readonly type: SparkType;
}

/** The type of this kind. */
export const simple = (kind: SimpleKind): SparkType => ({ kind });
/** decimal(precision, scale). */
export const decimal = (precision: number, scale: number): SparkType => ({ kind: 'decimal', precision, scale });
/** array<element>. */
export const arrayOf = (element: SparkType): SparkType => ({ kind: 'array', element });
/** struct<…>. */
export const structOf = (fields: readonly StructField[]): SparkType => ({ kind: 'struct', fields });

const integralOrder = ['tinyint', 'smallint', 'int', 'bigint'] as const;
type IntegralKind = (typeof integralOrder)[number];

/** Digits that hold every value of an integral type (org.apache.spark.sql.types.DecimalType.forType). */
const digits: Readonly<Record<IntegralKind, number>> = { tinyint: 3, smallint: 5, int: 10, bigint: 20 };

const duckdbNames: Readonly<Record<SimpleKind, string>> = {
  boolean: 'BOOLEAN',
  tinyint: 'TINYINT',
  smallint: 'SMALLINT',
  int: 'INTEGER',
  bigint: 'BIGINT',
  double: 'DOUBLE',
  string: 'VARCHAR',
  date: 'DATE',
  timestamp: 'TIMESTAMP',
  null: '"NULL"',
  unknown: 'VARCHAR',
  interval: 'INTERVAL',
};

/** tinyint, smallint, int or bigint. */
export const isIntegral = (type: SparkType): type is { kind: IntegralKind } =>
  (integralOrder as readonly string[]).includes(type.kind);
/** A whole number, a decimal or a double. */
export const isNumeric = (type: SparkType): boolean =>
  isIntegral(type) || type.kind === 'decimal' || type.kind === 'double';
/** date or timestamp. */
export const isTemporal = (type: SparkType): boolean => type.kind === 'date' || type.kind === 'timestamp';

/** The type's name in Spark SQL, as table.json and DESCRIBE write it. */
export function sparkName(type: SparkType): string {
  if (type.kind === 'decimal') return `decimal(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `array<${sparkName(type.element)}>`;
  if (type.kind === 'struct') return `struct<${type.fields.map((f) => `${f.name}:${sparkName(f.type)}`).join(',')}>`;
  return type.kind === 'null' ? 'void' : type.kind;
}

/** The DuckDB type that holds the same values. */
export function duckdbName(type: SparkType): string {
  if (type.kind === 'decimal') return `DECIMAL(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `${duckdbName(type.element)}[]`;
  if (type.kind === 'struct')
    return `STRUCT(${type.fields.map((f) => `${quoteName(f.name)} ${duckdbName(f.type)}`).join(', ')})`;
  return duckdbNames[type.kind];
}

/** An identifier as DuckDB quotes it. */
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
/** A string literal as DuckDB quotes it. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Whether two types are one, parameters and fields included. */
export function sameType(a: SparkType, b: SparkType): boolean {
  return duckdbName(a) === duckdbName(b) && (a.kind === 'null') === (b.kind === 'null');
}

/** The decimal type that a number joins decimals as; undefined for double and what is not a number. */
export function asDecimal(type: SparkType): { precision: number; scale: number } | undefined {
  if (type.kind === 'decimal') return type;
  return isIntegral(type) ? { precision: digits[type.kind], scale: 0 } : undefined;
}

/** Fits a result's precision into 38 digits as DecimalType.adjustPrecisionScale does: whole digits win, six decimals stay. */
export function adjustDecimal(precision: number, scale: number): { kind: 'decimal'; precision: number; scale: number } {
  if (precision <= 38) return { kind: 'decimal', precision, scale };
  const whole = precision - scale;
  return { kind: 'decimal', precision: 38, scale: Math.max(38 - whole, Math.min(scale, 6)) };
}

/** The smallest decimal that holds both (DecimalPrecision.widerDecimalType, bounded to 38 digits). */
function widerDecimal(a: { precision: number; scale: number }, b: { precision: number; scale: number }): SparkType {
  const scale = Math.max(a.scale, b.scale);
  const whole = Math.max(a.precision - a.scale, b.precision - b.scale);
  return decimal(Math.min(whole + scale, 38), Math.min(scale, 38));
}

/**
 * The type that both sides of a comparison, a CASE, a UNION or an array take (AnsiTypeCoercion.findWiderTypeForTwo):
 * a string gives way to the other side, as its widest type.
 * @returns undefined: Spark finds none either
 */
export function widerType(a: SparkType, b: SparkType): SparkType | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return simple('unknown');
  if (sameType(a, b)) return a;
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  if (isNumeric(a) && isNumeric(b)) return widerNumber(a, b);
  if (a.kind === 'string') return widerThanString(b);
  if (b.kind === 'string') return widerThanString(a);
  if (isTemporal(a) && isTemporal(b)) return simple('timestamp');
  if (a.kind === 'array' && b.kind === 'array') {
    const element = widerType(a.element, b.element);
    return element === undefined ? undefined : arrayOf(element);
  }
  return undefined;
}

function widerNumber(a: SparkType, b: SparkType): SparkType {
  if (a.kind === 'double' || b.kind === 'double') return simple('double');
  if (isIntegral(a) && isIntegral(b)) return integralOrder.indexOf(a.kind) > integralOrder.indexOf(b.kind) ? a : b;
  const [left, right] = [asDecimal(a), asDecimal(b)];
  return left === undefined || right === undefined ? simple('double') : widerDecimal(left, right);
}

function widerThanString(other: SparkType): SparkType | undefined {
  if (isIntegral(other)) return simple('bigint');
  if (other.kind === 'decimal' || other.kind === 'double') return simple('double');
  return other.kind === 'date' || other.kind === 'timestamp' || other.kind === 'boolean' ? other : undefined;
}
