import { readFileSync } from 'node:fs';
import type { SdkSchemaName } from '../schema-from-sdk/schema-roots.ts';
import type { JsonSchema } from './json-schema.ts';

const read = new Map<string, JsonSchema>();

/** One of the room's schemas, read once: those of the SDK, and our own `dashboard` and `data-set`. */
export function readSchema(name: SdkSchemaName | 'dashboard' | 'data-set'): JsonSchema {
  const known = read.get(name);
  if (known !== undefined) return known;
  const schema: JsonSchema = JSON.parse(
    readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8'),
  );
  read.set(name, schema);
  return schema;
}
