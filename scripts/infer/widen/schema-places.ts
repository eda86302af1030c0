import { isJsonObject, type JsonObject } from './json-values.ts';

/** `properties` of the object at a path of JSON records; objects on the way that the schema does not know are made. */
export function objectAt(schema: JsonObject, path: readonly string[]): JsonObject {
  let properties = schema['properties'];
  for (const key of path) {
    if (!isJsonObject(properties)) break;
    const known = properties[key];
    const object: JsonObject = isJsonObject(known) ? known : { type: ['object', 'null'], description: '' };
    if (!isJsonObject(object['properties'])) object['properties'] = {};
    properties[key] = object;
    properties = object['properties'];
  }
  if (!isJsonObject(properties)) throw new TypeError('a schema of a record has properties');
  return properties;
}

/** The property of a column; undefined: there is none, or it is a reference. */
export function propertyAt(schema: JsonObject, path: readonly string[]): JsonObject | undefined {
  let at: unknown = schema;
  for (const key of path) {
    const properties: unknown = isJsonObject(at) ? at['properties'] : undefined;
    at = isJsonObject(properties) ? properties[key] : undefined;
  }
  return isJsonObject(at) && !('$ref' in at) ? at : undefined;
}

/** Takes a column out of those that each record has to have. */
export function dropRequired(schema: JsonObject, path: readonly string[]): void {
  const parent = path.length === 1 ? schema : propertyAt(schema, path.slice(0, -1));
  const required = parent?.['required'];
  if (parent === undefined || !Array.isArray(required)) return;
  const left = required.filter((name) => name !== path.at(-1));
  if (left.length > 0) parent['required'] = left;
  else delete parent['required'];
}

/** `x-sluice` of a schema or of a property, made where it is not there. */
export function ownOf(property: JsonObject): JsonObject {
  const own = property['x-sluice'];
  if (isJsonObject(own)) return own;
  const made: JsonObject = {};
  property['x-sluice'] = made;
  return made;
}
