import type { JsonPath } from './json-document.ts';

/** An object of outside JSON, seen as keywords. */
export type Keywords = Readonly<Record<string, unknown>>;

/** Whether the value is a JSON object (no array, no null). */
export const isObject = (value: unknown): value is Keywords =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords that hold schemas: https://json-schema.org/draft/2020-12/json-schema-core, section 10 and 11. */
const mapsOfSchemas = ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'];
const listsOfSchemas = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const singleSchemas = [
  ...['additionalProperties', 'contains', 'else', 'if', 'items', 'not', 'propertyNames', 'then'],
  ...['unevaluatedItems', 'unevaluatedProperties'],
];

/** What kind of thing a keyword's value is made of. */
export function schemasUnder(keyword: string): 'map' | 'list' | 'single' | 'none' {
  if (mapsOfSchemas.includes(keyword)) return 'map';
  if (listsOfSchemas.includes(keyword)) return 'list';
  return singleSchemas.includes(keyword) ? 'single' : 'none';
}

/** The schema itself and every schema inside it, with the path to each; booleans and broken values are left out. */
export function* subschemas(schema: unknown, path: JsonPath = []): Generator<{ keywords: Keywords; path: JsonPath }> {
  if (!isObject(schema)) return;
  yield { keywords: schema, path };
  for (const [keyword, value] of Object.entries(schema)) {
    const kind = schemasUnder(keyword);
    if (kind === 'single') yield* subschemas(value, [...path, keyword]);
    if (kind === 'map' && isObject(value)) {
      for (const [name, inner] of Object.entries(value)) yield* subschemas(inner, [...path, keyword, name]);
    }
    if (kind === 'list' && Array.isArray(value)) {
      for (const [index, inner] of value.entries()) yield* subschemas(inner, [...path, keyword, index]);
    }
  }
}
