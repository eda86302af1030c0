import type { DatasetSchema } from './dataset-schema.ts';
import { type ExactIntegers, judgeExactly } from './exact-integers.ts';
import { compileJsonSchema } from './record-ajv.ts';

/**
 * Whether the schema says nothing against a record.
 * @param exact the record's integers beyond 2^53, of which it holds the nearest doubles
 */
export type RecordTest = (record: unknown, exact?: ExactIntegers) => boolean;

/**
 * Makes the judge of one dataset's records that gives no reasons: it says true where `compileRecordValidator` finds no problem.
 * @param schema as `parseDatasetSchema` returned it, so that it is known to compile
 */
export function compileRecordTest(schema: DatasetSchema): RecordTest {
  const validate = compileJsonSchema(schema.json);
  return (record, exact) => {
    if (exact === undefined || exact.size === 0) return validate(record) === true;
    const validateExactly = compileJsonSchema(schema.json, 'exact');
    return judgeExactly(schema.exactLiterals ?? new Map(), exact, () => validateExactly(record) === true);
  };
}
