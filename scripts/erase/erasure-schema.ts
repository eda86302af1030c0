import type { DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import type { Condition } from './conditions.ts';

/** A JSON Schema that fits the records in which the value at the path is this one. */
const holding = (path: readonly string[], value: Condition['value']): object =>
  path.reduceRight<object>((inner, key) => ({ type: 'object', properties: { [key]: inner }, required: [key] }), {
    const: value,
  });

/**
 * The same dataset with one rule more: no record may hold any of these values. So the clean engine itself finds the person's records, by
 * every form in which a value may be written, and says at which byte each begins. What would refuse a whole file is left out, as are
 * tokens and masks: nothing of what comes out is kept.
 */
export function erasureSchema(schema: DatasetSchema, conditions: readonly Condition[]): DatasetSchema {
  const anyOf = conditions.map(({ column, value }) => holding(column.path, value));
  const { allOf, ...json } = schema.json;
  const own = Array.isArray(allOf) ? allOf : [];
  return {
    ...schema,
    json: { ...json, allOf: [...own, { not: { anyOf } }] },
    columns: schema.columns.map((column) => ({ ...column, sensitive: undefined, formulas: 'keep' })),
    primaryKey: [],
    onDuplicate: { rule: 'first' },
    unknownColumns: 'drop',
    tolerance: 1,
  };
}
