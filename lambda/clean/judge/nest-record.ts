import type { DatasetSchema } from '../../schema/dataset-schema.ts';
import { readType, resolveSchema } from '../../schema/read-type.ts';
import { isObject, type Keywords } from '../../schema/subschemas.ts';

/** A record as JSON Schema judges it. */
export type NestedRecord = Record<string, unknown>;

/** Sets an own property, also one named `__proto__`. */
function setOwn(target: NestedRecord, name: string, value: unknown): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

/** A property of the schema: a column, by its index, or an object of properties. */
interface Branch {
  readonly name: string;
  /** Its own schema allows null, whatever that of the objects around it allows. */
  readonly nullable: boolean;
  readonly required: boolean;
  readonly is: number | readonly Branch[];
}

function branchesOf(schema: DatasetSchema, keywords: Keywords, depth: number, indexes: readonly number[]): Branch[] {
  const { columns, json } = schema;
  const { properties, required } = keywords;
  const groups = Map.groupBy(indexes, (index) => columns[index]?.path[depth] ?? '');
  return [...groups].map(([name, group]): Branch => {
    const [first = -1] = group;
    const own = isObject(properties) ? properties[name] : undefined;
    const resolved = resolveSchema(json, isObject(own) ? own : {}, []) ?? { keywords: {}, path: [], nullable: false };
    const read = readType(resolved);
    const leaf = columns[first]?.path.length === depth + 1;
    return {
      name,
      nullable: resolved.nullable || (read.is !== 'refused' && read.nullable),
      required: Array.isArray(required) && required.includes(name),
      is: leaf ? first : branchesOf(schema, resolved.keywords, depth + 1, group),
    };
  });
}

/**
 * Makes the function that puts flat values (by index of the schema's columns; undefined: none) into the nested record. What has no
 * value is null where its own schema allows null, and otherwise left out, so that `required` judges it. An object without a value in
 * it is left out too, unless it is required: then it is there, as empty as it is.
 */
export function createNesting(schema: DatasetSchema): (values: readonly unknown[]) => NestedRecord {
  const root = resolveSchema(schema.json, schema.json, [])?.keywords ?? schema.json;
  const branches = branchesOf(schema, root, 0, [...schema.columns.keys()]);

  // ajv reads what is missing from the prototype: a column may be called `constructor`.
  const isPlain = schema.columns.every(({ path }) => path.every((name) => !(name in Object.prototype)));
  const create = (): NestedRecord => (isPlain ? {} : Object.create(null));

  /** Whether the object that was filled last has a value in it. */
  let hasAny = false;
  function fill(inside: readonly Branch[], values: readonly unknown[]): NestedRecord {
    const record = create();
    let any = false;
    for (const { name, nullable, required, is } of inside) {
      const value = typeof is === 'number' ? values[is] : fill(is, values);
      const has = typeof is === 'number' ? value !== undefined : hasAny;
      any ||= has;
      if (has || (typeof is !== 'number' && required && !nullable)) setOwn(record, name, value);
      else if (nullable) setOwn(record, name, null);
    }
    hasAny = any;
    return record;
  }
  return (values) => fill(branches, values);
}
