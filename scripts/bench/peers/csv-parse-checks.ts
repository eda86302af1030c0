import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** The part of a schema.json that the schemas of the benchmarks use, flat. */
export interface TableSchema {
  readonly properties: Readonly<Record<string, ColumnSchema>>;
  readonly 'x-sluice'?: { readonly nullTokens?: readonly string[] };
}
export interface ColumnSchema {
  readonly type: string | readonly string[];
  readonly format?: string;
  readonly 'x-sluice'?: {
    readonly formats?: readonly string[];
    readonly aliases?: readonly string[];
    readonly nullTokens?: readonly string[];
    readonly precision?: number;
    readonly scale?: number;
    readonly minimum?: string;
    readonly maximum?: string;
  };
}

export interface Reason {
  readonly code: string;
  readonly column: string | null;
}

const codes: Readonly<Record<string, string>> = {
  enum: 'not-in-list',
  pattern: 'pattern',
  minLength: 'length',
  maxLength: 'length',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
};

function reasonOf({ keyword, params, instancePath }: ErrorObject, schema: TableSchema): Reason {
  if (keyword === 'required') return { code: 'missing-value', column: params['missingProperty'] };
  const column = instancePath.slice(1);
  const { type = '', format } = schema.properties[column] ?? {};
  if (keyword === 'type') return { code: `${typeof type === 'string' ? type : type[0]}-format`, column };
  return { code: keyword === 'format' ? `${format}-format` : (codes[keyword] ?? keyword), column };
}

/** Judges size and bounds of a decimal, for which JSON Schema has no words. @returns a code, or undefined */
function decimalJudge(own: NonNullable<ColumnSchema['x-sluice']>): (value: string) => string | undefined {
  const { precision = 38, scale = 9 } = own;
  const minimum = Number(own.minimum ?? Number.NEGATIVE_INFINITY);
  const maximum = Number(own.maximum ?? Number.POSITIVE_INFINITY);
  return (value) => {
    const point = value.indexOf('.');
    const end = point < 0 ? value.length : point;
    const whole = value.startsWith('-') ? end - 1 : end;
    if (value.length - end - 1 > scale || whole > precision - scale) return 'decimal-size';
    const number = Number(value);
    return number < minimum || number > maximum ? 'out-of-range' : undefined;
  };
}

/** Judges a row by every rule of the schema: ajv with all errors, and the bounds of decimals. */
export function validatorOf(schema: TableSchema): (row: Readonly<Record<string, unknown>>) => Reason[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv, ['date']);
  ajv.addFormat('decimal', /^-?\d+(\.\d+)?$/);
  const { $schema: _, ...rules } = { $schema: '', ...schema };
  const validate = ajv.compile(rules);
  const decimals = Object.entries(schema.properties).flatMap(([name, { format, 'x-sluice': own }]) =>
    format === 'decimal' ? [{ name, judge: decimalJudge(own ?? {}) }] : [],
  );
  return (row) => {
    const reasons = validate(row) ? [] : (validate.errors ?? []).map((error) => reasonOf(error, schema));
    for (const { name, judge } of decimals) {
      const value = row[name];
      if (typeof value !== 'string' || reasons.some(({ column }) => column === name)) continue;
      const code = judge(value);
      if (code !== undefined) reasons.push({ code, column: name });
    }
    return reasons;
  };
}
