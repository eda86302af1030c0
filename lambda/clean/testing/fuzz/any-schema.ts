import type { DatasetSchema } from '../../../schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../../schema/parse-dataset-schema.ts';
import { anyDatasetWords } from './any-dataset-words.ts';
import { anyProperty, type Json } from './any-property.ts';
import { anyRootKeywords } from './any-root-keywords.ts';
import type { Random } from './random.ts';

/** Names as columns have them; some are names that every JavaScript object has. */
const plainNames = [
  ...[
    'id',
    'name',
    'price',
    'sold_at',
    'amount',
    'note',
    'code',
    'qty',
    'city',
    'flag',
    'day',
    'rate',
    'user_id',
    'tags',
  ],
  ...['constructor', 'to_string', 'value_of', 'length', 'prototype', 'has_own_property', '_x', 'row', 'line', 'file'],
];
/** Names as JSON writers have them; they become snake_case. */
const freeNames = [
  'soldAt',
  'Größe',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'User Id',
  'a.b',
  'x-y',
  'HTTPCode',
  '1st',
];

const aliases = ['Alias', 'other name', 'ID No', 'Straße', 'x y z', 'Nr.', 'toString'];

function anyProperties(random: Random, names: readonly string[], nested: boolean, depth: number): Json {
  const properties = names.map((name): [string, unknown] => {
    if (nested && depth < 2 && random.chance(0.15)) {
      const inner = random.shuffle(plainNames).slice(0, random.between(1, 3));
      const inside = { properties: anyProperties(random, inner, nested, depth + 1) };
      const required = random.chance(0.3) ? { required: inner.slice(0, 1) } : {};
      return [name, { type: random.chance(0.5) ? 'object' : ['object', 'null'], ...inside, ...required }];
    }
    const property = anyProperty(random, nested);
    const own = property['x-sluice'];
    if (!random.chance(0.15)) return [name, property];
    return [
      name,
      { ...property, 'x-sluice': { ...(typeof own === 'object' ? own : {}), aliases: [random.pick(aliases)] } },
    ];
  });
  // Also one named __proto__ becomes a property of its own.
  return Object.fromEntries(properties);
}

function anySchemaJson(random: Random, format: DatasetSchema['format']): Json {
  const nested = format !== 'csv';
  const names = random.shuffle(nested ? [...plainNames, ...freeNames] : plainNames).slice(0, random.between(1, 10));
  const properties = anyProperties(random, names, nested, 0);
  const required = names.filter(() => random.chance(0.3));
  const defs = random.chance(0.1) ? referTo(properties, random.pick(names)) : {};
  return {
    ...(random.chance(0.5) ? { type: 'object' } : {}),
    'x-sluice': anyDatasetWords(random, format, names),
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...anyRootKeywords(random, properties),
    ...defs,
  };
}

/** Moves a property behind a `$ref`. */
function referTo(properties: Json, name: string): Json {
  const shared = properties[name];
  Object.defineProperty(properties, name, { value: { $ref: '#/$defs/shared' }, enumerable: true });
  return { $defs: { shared } };
}

/** A schema, and the text that it was read from. */
export interface FuzzSchema {
  readonly schema: DatasetSchema;
  readonly json: string;
}

/**
 * A random dataset schema that `parseDatasetSchema` takes; combinations that it refuses are thrown away.
 * @param format csv, ndjson or json; default: any of them
 */
export function anySchema(random: Random, format?: DatasetSchema['format']): FuzzSchema {
  for (;;) {
    const kind = format ?? random.pick(['csv', 'csv', 'csv', 'ndjson', 'json'] as const);
    const json = JSON.stringify(anySchemaJson(random, kind));
    const read = parseDatasetSchema(json, { name: 'fuzz', file: 'schema.json' });
    if ('schema' in read) return { schema: read.schema, json };
  }
}
