import { compileValueTest, type ValueTest } from '../../schema/compile-value-test.ts';
import type { Column, DatasetSchema } from '../../schema/dataset-schema.ts';
import { readType, resolveSchema } from '../../schema/read-type.ts';
import { isObject, type Keywords } from '../../schema/subschemas.ts';

/** How one column can be judged apart from the others. */
export interface ColumnPlan {
  readonly column: Column;
  /** Its keywords, where they stand in one piece; undefined where a reference or a choice of schemas stands between. */
  readonly keywords: Keywords | undefined;
  /** A record without a value in it is for the next tier: it may be at fault. */
  readonly needed: boolean;
  /** Judges a canonical value by everything that the column's schema says. Compiled when it is first needed. */
  readonly test: () => ValueTest;
}

const annotations = ['$comment', 'title', 'description', 'examples', 'default', 'deprecated', 'readOnly', 'writeOnly'];
/** Keywords of a record, or of an object in it, that its columns one by one settle: no record has other properties than columns. */
const ofRecords = new Set([
  ...['$schema', '$id', '$defs', 'definitions', 'type', 'properties', 'required', 'x-sluice'],
  ...['additionalProperties', 'unevaluatedProperties', ...annotations],
]);
const pathKey = (path: readonly string[]): string => path.join('\0');
const choices = ['$ref', 'anyOf', 'oneOf', 'allOf'];

interface Plans {
  readonly schema: DatasetSchema;
  readonly columns: ReadonlyMap<string, Column>;
  readonly plans: Map<string, ColumnPlan>;
}

/** @returns false where something can only be judged with the whole record in view */
function planObject(all: Plans, keywords: Keywords, path: readonly string[]): boolean {
  const { schema, columns, plans } = all;
  if (Object.keys(keywords).some((keyword) => !ofRecords.has(keyword))) return false;
  const { properties, required } = keywords;
  if (!isObject(properties)) return false;
  return Object.entries(properties).every(([name, property]) => {
    // ajv leaves this name out of what `additionalProperties` knows.
    if (name === '__proto__') return false;
    const own = isObject(property) ? property : {};
    const resolved = resolveSchema(schema.json, own, []);
    if (resolved === undefined) return false;
    const read = readType(resolved);
    const here = [...path, name];
    const isNeeded = Array.isArray(required) && required.includes(name);
    const nullable = resolved.nullable || (read.is !== 'refused' && read.nullable);
    if (read.is === 'object') return planObject(all, resolved.keywords, here);
    const column = columns.get(pathKey(here));
    // It is compiled here once, so that a column that can't be judged on its own shows now.
    const simple = choices.every((keyword) => !(keyword in own));
    const compiled = simple ? undefined : compileValueTest(schema, property);
    if (column === undefined || (!simple && compiled === undefined)) return false;
    let test = compiled;
    const testOf = (): ValueTest => {
      test ??= compileValueTest(schema, property) ?? (() => false);
      return test;
    };
    const mayBeNull = nullable && (isPlainNull(own, simple) || testOf()(null));
    plans.set(column.name, {
      column,
      keywords: simple ? own : undefined,
      needed: schema.primaryKey.includes(column.name) || (nullable ? !mayBeNull : isNeeded),
      test: testOf,
    });
    return true;
  });
}

/** Whether null surely passes, without asking. */
const isPlainNull = (own: Keywords, simple: boolean): boolean =>
  simple && !('enum' in own) && !('const' in own) && !('not' in own);

/**
 * Takes a schema apart into columns that can be judged one by one.
 * @returns by index of the schema's columns; undefined where the schema looks at several columns at once: then the byte tier has no say
 */
export function planColumns(schema: DatasetSchema): readonly ColumnPlan[] | undefined {
  const root = resolveSchema(schema.json, schema.json, []);
  const plans = new Map<string, ColumnPlan>();
  const columns = new Map(schema.columns.map((column) => [pathKey(column.path), column]));
  if (root === undefined || !planObject({ schema, columns, plans }, root.keywords, [])) return undefined;
  const found = schema.columns.flatMap(({ name }) => plans.get(name) ?? []);
  return found.length === schema.columns.length ? found : undefined;
}
