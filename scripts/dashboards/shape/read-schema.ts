import { readFileSync } from 'node:fs';
import type { JsonSchema } from './json-schema.ts';

const read = new Map<string, JsonSchema>();

/** One of the room's schemas, read once: `dashboard-definition`, `dashboard` or `data-set`. */
export function readSchema(name: 'dashboard-definition' | 'dashboard' | 'data-set'): JsonSchema {
  const known = read.get(name);
  if (known !== undefined) return known;
  const schema: JsonSchema = JSON.parse(
    readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8'),
  );
  read.set(name, schema);
  return schema;
}
