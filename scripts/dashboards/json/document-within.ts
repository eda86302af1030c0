import type { PlacedJson } from './placed-json.ts';

/** The part of a document below keys, as a document. */
export function documentWithin(document: PlacedJson, keys: readonly (string | number)[]): PlacedJson {
  if (keys.length === 0) return document;
  return {
    ...document,
    value: keys.reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      document.value,
    ),
    placeOf: (below) => document.placeOf([...keys, ...below]),
    placeOfKey: (below) => document.placeOfKey([...keys, ...below]),
    placeInText: (below, offset) => document.placeInText([...keys, ...below], offset),
  };
}
