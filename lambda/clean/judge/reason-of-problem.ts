import type { RecordProblem } from '../../schema/compile-record-validator.ts';
import { missingValue } from '../faults.ts';
import type { Fault, RowCode } from '../findings.ts';

const codes: Readonly<Record<string, RowCode>> = {
  required: 'missing-value',
  dependentRequired: 'missing-value',
  type: 'wrong-type',
  minimum: 'out-of-range',
  maximum: 'out-of-range',
  exclusiveMinimum: 'out-of-range',
  exclusiveMaximum: 'out-of-range',
  precision: 'decimal-size',
  enum: 'not-in-list',
  const: 'not-in-list',
  pattern: 'pattern',
  minLength: 'length',
  maxLength: 'length',
  multipleOf: 'multiple-of',
  format: 'text-format',
};

const fixes: Partial<Record<RowCode, string>> = {
  'out-of-range': 'correct it, or change the bounds in the schema',
  'decimal-size': 'round it at its source, or raise "precision" and "scale"',
  'not-in-list': 'write one of them, or add it to the schema',
  pattern: 'correct it, or change "pattern" in the schema',
  length: 'shorten or complete it, or change the schema',
  'wrong-type': 'correct it, or change "type" in the schema',
  'multiple-of': 'correct it, or change "multipleOf" in the schema',
  'text-format': 'correct it, or change "format" in the schema',
  'schema-keyword': 'correct the record, or change the schema',
};

/** The fault that a violated keyword of JSON Schema is: one code for each family of keywords, `schema-keyword` for the rest. */
export function faultOfProblem({ keyword, expected, path, column }: RecordProblem): Fault {
  const code = codes[keyword] ?? 'schema-keyword';
  // Where the value stands in a column of JSON text: a JSON pointer (RFC 6901).
  const within = column === undefined ? [] : path.slice(column.path.length);
  const at = within.length === 0 ? '' : ` at /${within.join('/')}`;
  if (keyword === 'dependentRequired') {
    return { ...missingValue, expected, fix: 'fill it in, or change "dependentRequired" in the schema' };
  }
  if (keyword !== 'required') return { code, expected: `${expected}${at}`, got: undefined, fix: fixes[code] };
  return column === undefined
    ? { ...missingValue, expected: `a value for ${path.join('.')}` }
    : { ...missingValue, expected: `a value${at}` };
}
