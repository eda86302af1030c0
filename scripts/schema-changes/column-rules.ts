import { isDeepStrictEqual } from 'node:util';
import type { Column, DatasetSchema } from '../../lambda/schema/dataset-schema.ts';
import { isObject, type Keywords } from '../../lambda/schema/subschemas.ts';

/** Which way the values went that a column takes. */
export interface RuleChange {
  readonly narrowed: boolean;
  readonly what: string;
}

/** Says nothing about which values pass. */
const silent = new Set(['title', 'description', 'examples', '$comment', 'default', 'deprecated', 'type', 'properties']);
/** In x-sluice: what is compared elsewhere, or says nothing of values. */
const elsewhere = new Set(['unit', 'readers', 'sensitive', 'aliases', 'precision', 'scale', 'formulas']);
/** A higher figure takes fewer values. */
const lower = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const upper = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);
/** Lists of what is taken. */
const taken = new Set(['enum', 'formats', 'nullTokens']);

/** What one column takes now that it did not, and the other way about: bounds, lists, patterns, formats, null. */
export function compareRules(before: Rules, after: Rules): RuleChange[] {
  const changes: RuleChange[] = [];
  const [old, now] = [keywordsOf(before), keywordsOf(after)];
  for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (!isDeepStrictEqual(old[key], now[key])) changes.push(compareKeyword(key, old[key], now[key]));
  }
  const [wasNullable, isNullable] = [before.column.nullable, after.column.nullable];
  if (wasNullable !== isNullable) {
    changes.push({ narrowed: wasNullable, what: wasNullable ? 'null is no longer taken' : 'null is taken too' });
  }
  const [wasRequired, isRequired] = [before.column.required, after.column.required];
  if (wasRequired !== isRequired)
    changes.push({ narrowed: isRequired, what: isRequired ? 'now required' : 'no longer required' });
  const dropped = before.column.aliases.filter((alias) => !after.column.aliases.includes(alias));
  if (dropped.length > 0) changes.push({ narrowed: true, what: `no longer read from ${list(dropped)}` });
  return changes;
}

export interface Rules {
  readonly column: Column;
  readonly schema: DatasetSchema;
}

/** A column's own keywords and those of its x-sluice. */
function keywordsOf({ column, schema }: Rules): Keywords {
  let found: Keywords = schema.json;
  for (const key of column.path) {
    const properties = found['properties'];
    const next = isObject(properties) ? properties[key] : undefined;
    if (!isObject(next)) return {};
    found = next;
  }
  const own = Object.entries(found).filter(([key]) => !silent.has(key) && key !== 'x-sluice');
  const sluice = isObject(found['x-sluice']) ? found['x-sluice'] : {};
  const ours = Object.entries(sluice).filter(([key]) => !elsewhere.has(key));
  return Object.fromEntries([...own, ...ours]);
}

function compareKeyword(key: string, before: unknown, after: unknown): RuleChange {
  const what = `${key} ${shown(before)} became ${shown(after)}`;
  if (after === undefined) return { narrowed: taken.has(key) && key !== 'enum', what };
  if (before === undefined) return { narrowed: !taken.has(key) || key === 'enum', what };
  if (lower.has(key)) return { narrowed: Number(after) > Number(before), what };
  if (upper.has(key)) return { narrowed: Number(after) < Number(before), what };
  if (taken.has(key) && Array.isArray(before) && Array.isArray(after)) {
    const gone = before.filter((one) => !after.some((other) => isDeepStrictEqual(one, other)));
    const come = after.filter((one) => !before.some((other) => isDeepStrictEqual(one, other)));
    const words = [gone.length > 0 && `lost ${list(gone)}`, come.length > 0 && `took on ${list(come)}`];
    return { narrowed: gone.length > 0, what: `${key} ${words.filter(Boolean).join(' and ') || 'has another order'}` };
  }
  // Whether one pattern or nested rule takes all that another does is not decided here.
  return { narrowed: true, what };
}

function shown(value: unknown): string {
  if (value === undefined) return 'none';
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function list(values: readonly unknown[]): string {
  const some = values.slice(0, 5).map(shown).join(', ');
  return values.length > 5 ? `${some} and ${values.length - 5} more` : some;
}
