import { createHash } from 'node:crypto';
import type { ExactLiterals } from './exact-integers.ts';
import { isObject, type Keywords, schemasUnder } from './subschemas.ts';

/** Keywords that change what people read, not what clean does: an edit of one must not clean every file again. */
const annotations = new Set(['$schema', '$comment', 'title', 'description', 'examples', 'deprecated', 'default']);
const documentation = new Set(['owner', 'licence', 'declared', 'source', 'readers', 'freshness', 'unit']);

const byName = ([left]: [string, unknown], [right]: [string, unknown]): number =>
  left < right ? -1 : left > right ? 1 : 0;

/** Plain data with its keys sorted. */
function canonicalValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalValue);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .sort(byName)
    .map(([key, inner]) => [key, canonicalValue(inner)]);
}

function canonicalKeyword(keyword: string, value: unknown): unknown {
  const kind = schemasUnder(keyword);
  if (keyword === 'x-sluice' && isObject(value)) {
    return canonicalValue(Object.fromEntries(Object.entries(value).filter(([key]) => !documentation.has(key))));
  }
  if (kind === 'single') return canonicalSchema(value);
  if (kind === 'list' && Array.isArray(value)) return value.map(canonicalSchema);
  if (kind === 'map' && isObject(value)) {
    const members = Object.entries(value).map(([name, inner]): [string, unknown] => [name, canonicalSchema(inner)]);
    // The order of properties is the order of columns: it counts.
    return keyword === 'properties' ? members : members.sort(byName);
  }
  return canonicalValue(value);
}

function canonicalSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  return Object.entries(schema)
    .filter(([keyword]) => !annotations.has(keyword))
    .sort(byName)
    .map(([keyword, value]) => [keyword, canonicalKeyword(keyword, value)])
    .filter(([keyword, value]) => keyword !== 'x-sluice' || !Array.isArray(value) || value.length > 0);
}

/**
 * The hash that a manifest compares: equal for schemas that clean a file alike. White space, the order of keywords,
 * annotations (title, description, examples, …) and what only people and the catalog read (owner, licence, readers, unit, …)
 * do not change it; the order of properties does, for it is the order of columns.
 * @param json the parsed schema
 * @param literals its integers beyond 2^53, by the doubles in `json`
 * @returns sha256, hex
 */
export function hashSchema(json: Keywords, literals: ExactLiterals = new Map()): string {
  const rounded = [...literals].filter(([nearest, exact]) => BigInt(nearest) !== exact);
  const exact = rounded.map(([nearest, integer]) => `${nearest}=${integer}`).sort();
  return createHash('sha256')
    .update([JSON.stringify(canonicalSchema(json)), ...exact].join('\n'))
    .digest('hex');
}
