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

/** Size and bounds of decimals, for which JSON Schema has no words. */
function decimalReasons(name: string, value: unknown, own: NonNullable<ColumnSchema['x-sluice']>): Reason[] {
  if (typeof value !== 'string') return [];
  const { precision = 38, scale = 9, minimum, maximum } = own;
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  if (fraction.length > scale || whole.length > precision - scale) return [{ code: 'decimal-size', column: name }];
  const number = Number(value);
  const outside =
    (minimum !== undefined && number < Number(minimum)) || (maximum !== undefined && number > Number(maximum));
  return outside ? [{ code: 'out-of-range', column: name }] : [];
}

/** Judges a row by every rule of the schema: ajv with all errors, and the bounds of decimals. */
export function validatorOf(schema: TableSchema): (row: Readonly<Record<string, unknown>>) => Reason[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats.default(ajv, ['date']);
  ajv.addFormat('decimal', /^-?\d+(\.\d+)?$/);
  const { $schema: _, ...rules } = { $schema: '', ...schema };
  const validate = ajv.compile(rules);
  const decimals = Object.entries(schema.properties).flatMap(([name, { format, 'x-sluice': own }]) =>
    format === 'decimal' ? [{ name, own: own ?? {} }] : [],
  );
  return (row) => {
    const reasons = validate(row) ? [] : (validate.errors ?? []).map((error) => reasonOf(error, schema));
    for (const { name, own } of decimals) {
      if (reasons.some(({ column }) => column === name)) continue;
      reasons.push(...decimalReasons(name, row[name], own));
    }
    return reasons;
  };
}
