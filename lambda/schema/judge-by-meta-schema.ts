import type { ErrorObject } from 'ajv/dist/2020.js';
import { validateByMetaSchema } from './meta-schema-code.ts';

/** Judges a parsed schema by our meta-schema. @returns ajv's errors, each with the schema that said so. */
export function judgeByMetaSchema(json: unknown): readonly ErrorObject[] {
  return validateByMetaSchema(json) ? [] : (validateByMetaSchema.errors ?? []);
}
