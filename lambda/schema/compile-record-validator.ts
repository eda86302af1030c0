import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Column, DatasetSchema } from './dataset-schema.ts';
import { describeViolation } from './describe-violation.ts';
import { type ExactIntegers, type ExactLiterals, judgeExactly } from './exact-integers.ts';
import { fromPointer } from './json-pointer.ts';
import { compileJsonSchema } from './record-ajv.ts';

/** One thing that the schema says against a record. */
export interface RecordProblem {
  /** JSON Schema's keyword, or `precision` for a decimal that has too many digits. */
  readonly keyword: string;
  /** Keys from the record's root to the value; to the missing value for `required`. */
  readonly path: readonly string[];
  /** The column that holds the value; undefined when the problem is the record's as a whole. */
  readonly column: Column | undefined;
  /** Completes "expected …". It never holds a value of the record. */
  readonly expected: string;
}

/**
 * @param exact the record's integers beyond 2^53, of which it holds the nearest doubles
 * @returns every problem up to a thousand, none when the record is fine; two problems of one value stay two
 */
export type RecordValidator = (record: unknown, exact?: ExactIntegers) => readonly RecordProblem[];

const none: ExactLiterals = new Map();

/** Nobody reads more problems of one record, and ajv may find one for each of a million items. */
const mostProblems = 1000;

/** Runs ajv. What it found is not kept by the validator, which lives as long as the process. */
function errorsOf(validate: ValidateFunction, record: unknown): readonly ErrorObject[] {
  if (validate(record) === true) return [];
  const errors = validate.errors ?? [];
  validate.errors = null;
  return errors;
}

/** Errors that only say that another error, given too, made them. */
const echoes = new Set(['if', 'anyOf', 'oneOf', 'allOf']);

function problemPath({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = fromPointer(instancePath);
  const missing: unknown =
    keyword === 'required' || keyword === 'dependentRequired' ? params['missingProperty'] : undefined;
  return typeof missing === 'string' ? [...path, missing] : path;
}

function columnAt(columns: ReadonlyMap<string, Column>, path: readonly string[]): Column | undefined {
  for (let length = path.length; length > 0; length--) {
    const column = columns.get(JSON.stringify(path.slice(0, length)));
    if (column !== undefined) return column;
  }
  return undefined;
}

/**
 * Makes the judge of one dataset's records: ajv 2020-12, strict, all errors, full formats, decimals as text.
 * @param schema as `parseDatasetSchema` returned it, so that it is known to compile
 * @returns a function that takes the normalised nested record: missing and null as the schema has them, integers and numbers as
 *   JavaScript numbers, decimals as plain decimal text, dates as `YYYY-MM-DD`, date-times as ISO 8601 with offset, arrays and
 *   open objects as they are
 */
export function compileRecordValidator(schema: DatasetSchema): RecordValidator {
  const validate = compileJsonSchema(schema.json);
  const columns = new Map(schema.columns.map((column) => [JSON.stringify(column.path), column]));
  const { exactLiterals = none } = schema;
  const judge = (record: unknown, exact: ExactIntegers | undefined): readonly ErrorObject[] => {
    if (exact === undefined || exact.size === 0) return errorsOf(validate, record);
    const validateExactly = compileJsonSchema(schema.json, 'exact');
    return judgeExactly(exactLiterals, exact, () => errorsOf(validateExactly, record));
  };
  return (record, exact) => {
    const errors = judge(record, exact);
    const telling = errors.filter(({ keyword }) => !echoes.has(keyword));
    return (telling.length > 0 ? telling : errors).slice(0, mostProblems).map((error) => {
      const path = problemPath(error);
      return {
        keyword: error.keyword,
        path,
        column: columnAt(columns, path),
        expected: describeViolation(error, exactLiterals),
      };
    });
  };
}
