import type { DatasetSchema } from './dataset-schema.ts';
import { compileJsonSchema } from './record-ajv.ts';

/** Whether the schema says nothing against a record. */
export type RecordTest = (record: unknown) => boolean;

/**
 * Makes the judge of one dataset's records that gives no reasons: it says true where `compileRecordValidator` finds no problem.
 * @param schema as `parseDatasetSchema` returned it, so that it is known to compile
 */
export function compileRecordTest(schema: DatasetSchema): RecordTest {
  const validate = compileJsonSchema(schema.json);
  return (record) => validate(record) === true;
}
