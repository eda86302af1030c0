import type { JsonPath } from '../../../lambda/schema/json-document.ts';
import type { PlacedJson } from '../json/placed-json.ts';
import type { JsonSchema } from '../shape/json-schema.ts';

/**
 * A document whose keys begin with small letters (`kpiVisual`, `fieldId`), under the keys that the API has for them (`KPIVisual`,
 * `FieldId`): where a structure of the schema has a member of that name in another case. Other keys and those of maps stay.
 * @param schema of the document's value, with its `$defs`
 * @returns a document whose paths have the API's keys, and whose places are those of the file
 */
export function inApiKeys(document: PlacedJson, schema: JsonSchema): PlacedJson {
  const own = (path: JsonPath): JsonPath => ownPath(document.value, path);
  return {
    ...document,
    value: renamed(document.value, schema, schema.$defs ?? {}),
    placeOf: (path) => document.placeOf(own(path)),
    placeOfKey: (path) => document.placeOfKey(own(path)),
    placeInText: (path, offset) => document.placeInText(own(path), offset),
  };
}

type Definitions = NonNullable<JsonSchema['$defs']>;

function renamed(value: unknown, given: JsonSchema | undefined, definitions: Definitions): unknown {
  const schema = given?.$ref === undefined ? given : definitions[given.$ref.slice('#/$defs/'.length)];
  if (schema === undefined || typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => renamed(item, schema.items, definitions));
  const { properties = {}, additionalProperties: rest } = schema;
  const names = membersOf(schema);
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => {
      const name = Object.hasOwn(properties, key) ? key : (names.get(key.toLowerCase()) ?? key);
      const known = Object.hasOwn(properties, name) ? properties[name] : typeof rest === 'object' ? rest : undefined;
      return [name, renamed(below, known, definitions)];
    }),
  );
}

const members = new WeakMap<JsonSchema, ReadonlyMap<string, string>>();

/** A structure's members by their names in small letters, of which no two are alike. */
function membersOf(schema: JsonSchema): ReadonlyMap<string, string> {
  const known = members.get(schema);
  if (known !== undefined) return known;
  const made = new Map(Object.keys(schema.properties ?? {}).map((name) => [name.toLowerCase(), name]));
  members.set(schema, made);
  return made;
}

/** The path as the file's own keys have it. */
function ownPath(root: unknown, path: JsonPath): JsonPath {
  let value = root;
  return path.map((step) => {
    if (typeof value !== 'object' || value === null) return step;
    const own = Object.hasOwn(value, step) ? step : (alike(value, String(step)) ?? step);
    value = Object.hasOwn(value, own) ? Reflect.get(value, own) : undefined;
    return own;
  });
}

function alike(value: object, key: string): string | undefined {
  const small = key.toLowerCase();
  return Object.keys(value).find((each) => each.toLowerCase() === small);
}
