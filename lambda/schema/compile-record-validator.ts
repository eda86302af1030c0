import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Column, DatasetSchema } from './dataset-schema.ts';
import { describeViolation } from './describe-violation.ts';
import { type ExactIntegers, type ExactLiterals, judgeExactly } from './exact-integers.ts';
import { fromPointer, toPointer } from './json-pointer.ts';
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
 * @param ignores which problems are of no interest, by their paths
 * @returns every problem up to a thousand, none when the record is fine; two problems of one value stay two
 */
export type RecordValidator = (
  record: unknown,
  exact?: ExactIntegers,
  ignores?: (path: readonly string[]) => boolean,
) => readonly RecordProblem[];

const none: ExactLiterals = new Map();
const noProblems: readonly RecordProblem[] = [];

/** Nobody reads more problems of one record, and ajv may find one for each of a million items. */
const mostProblems = 1000;

const noErrors: readonly ErrorObject[] = [];

/** Runs ajv. What it found is not kept by the validator, which lives as long as the process. */
function errorsOf(validate: ValidateFunction, record: unknown): readonly ErrorObject[] {
  if (validate(record) === true) return noErrors;
  const errors = validate.errors ?? noErrors;
  validate.errors = null;
  return errors;
}

/** Errors that only say that another error, given too, made them. */
const echoes = new Set(['if', 'anyOf', 'oneOf', 'allOf']);

/** The most telling errors, the first of them. */
function tellingOf(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const telling = errors.some(({ keyword }) => echoes.has(keyword))
    ? errors.filter(({ keyword }) => !echoes.has(keyword))
    : errors;
  const best = telling.length > 0 ? telling : errors;
  return best.length > mostProblems ? best.slice(0, mostProblems) : best;
}

/** Where a value stands. */
interface ValuePlace {
  readonly path: readonly string[];
  readonly column: Column | undefined;
}

/** Makes the function that finds the place of an error's value. */
function createPlaceFinder(columns: readonly Column[]): (error: ErrorObject) => ValuePlace {
  const byPointer = new Map<string, ValuePlace>(
    columns.map((column) => [toPointer(column.path), { path: column.path, column }]),
  );
  const columnAt = (path: readonly string[]): Column | undefined => {
    for (let length = path.length; length > 0; length--) {
      const place = byPointer.get(toPointer(path.slice(0, length)));
      if (place !== undefined) return place.column;
    }
    return undefined;
  };
  return ({ instancePath, keyword, params }) => {
    const missing: unknown =
      keyword === 'required' || keyword === 'dependentRequired' ? params['missingProperty'] : undefined;
    const pointer = typeof missing === 'string' ? `${instancePath}${toPointer([missing])}` : instancePath;
    const known = byPointer.get(pointer);
    if (known !== undefined) return known;
    const path = fromPointer(pointer);
    return { path, column: columnAt(path) };
  };
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
  const placeOf = createPlaceFinder(schema.columns);
  const { exactLiterals = none } = schema;
  const judge = (record: unknown, exact: ExactIntegers | undefined): readonly ErrorObject[] => {
    if (exact === undefined || exact.size === 0) return errorsOf(validate, record);
    const validateExactly = compileJsonSchema(schema.json, 'exact');
    return judgeExactly(exactLiterals, exact, () => errorsOf(validateExactly, record));
  };
  return (record, exact, ignores) => {
    const errors = judge(record, exact);
    if (errors.length === 0) return noProblems;
    const problems: RecordProblem[] = [];
    for (const error of tellingOf(errors)) {
      const { path, column } = placeOf(error);
      if (ignores?.(path) === true) continue;
      problems.push({ keyword: error.keyword, path, column, expected: describeViolation(error, exactLiterals) });
    }
    return problems;
  };
}
