import type { JsonSchema } from './json-schema.ts';

/** Whether a schema stands for a Date of the SDK: the generator writes those, and nothing else, as text or number. */
export const isDate = ({ type }: JsonSchema): boolean =>
  Array.isArray(type) && type.length === 2 && type.includes('string') && type.includes('number');
