import type { DatasetSchema } from './dataset-schema.ts';
import { compileJsonSchema } from './record-ajv.ts';
import { isObject } from './subschemas.ts';

/** Whether a column's schema says nothing against a canonical value. */
export type ValueTest = (value: unknown) => boolean;

const remembered = new WeakMap<object, ValueTest>();

/**
 * Makes the judge of one column's canonical values by the column's own schema.
 * @param property the column's schema as it stands under `properties`; its references lead into `$defs` or `definitions`
 * @returns undefined where the property can't be judged apart from the record
 */
export function compileValueTest(schema: Pick<DatasetSchema, 'json'>, property: unknown): ValueTest | undefined {
  const known = isObject(property) ? remembered.get(property) : undefined;
  if (known !== undefined) return known;
  const { $defs, definitions } = schema.json;
  const shared = { ...($defs === undefined ? {} : { $defs }), ...(definitions === undefined ? {} : { definitions }) };
  try {
    const validate = compileJsonSchema({ ...shared, properties: { value: property } });
    const test: ValueTest = (value) => validate({ value }) === true;
    // Many files of one dataset come one after the other.
    if (isObject(property)) remembered.set(property, test);
    return test;
  } catch {
    return undefined;
  }
}
