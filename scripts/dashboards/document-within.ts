import type { JsonDocument } from '../../lambda/schema/json-document.ts';

/** The part of a document below keys, as a document. */
export function documentWithin(document: JsonDocument, keys: readonly (string | number)[]): JsonDocument {
  if (keys.length === 0) return document;
  return {
    ...document,
    value: keys.reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      document.value,
    ),
    placeOf: (below) => document.placeOf([...keys, ...below]),
    placeOfKey: (below) => document.placeOfKey([...keys, ...below]),
  };
}
