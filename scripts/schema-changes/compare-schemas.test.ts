import { expect, test } from 'vitest';
import { parseDatasetSchema } from '../../lambda/schema/parse-dataset-schema.ts';
import { isObject } from '../../lambda/schema/subschemas.ts';
import { compareSchemas } from './compare-schemas.ts';

type Json = Record<string, unknown>;
const properties: Json = {
  id: { type: 'integer', minimum: 1, maximum: 10 },
  status: { type: ['string', 'null'], enum: ['new', 'paid', null], 'x-sluice': { aliases: ['state'] } },
  code: { type: 'string', pattern: '^[a-z]+$', maxLength: 5 },
  sold: { type: 'string', format: 'date', 'x-sluice': { formats: ['DD/MM/YYYY'] } },
  price: { type: 'string', format: 'decimal', 'x-sluice': { precision: 10, scale: 2 } },
};
const base: Json = {
  type: 'object',
  'x-sluice': { primaryKey: ['id'], tolerance: 0.1, readers: ['analysts', 'sales'] },
  properties,
  required: ['id'],
};

function schemaOf(json: Json) {
  const read = parseDatasetSchema(JSON.stringify(json), { name: 'orders', file: 'datasets/orders/schema.json' });
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  return read.schema;
}

/** `class kind column: what`, one for each difference. */
function differences(after: Json): string[] {
  const place = { file: 'datasets/orders/schema.json' };
  return compareSchemas(schemaOf(base), schemaOf(after), () => place).map(
    (one) => `${one.class} ${one.kind}${one.column === undefined ? '' : ` ${one.column}`}: ${one.what}`,
  );
}

const withColumn = (name: string, change: Json, own: Json = {}): Json => {
  const before = properties[name];
  const merged = { ...(isObject(before) ? before : {}), ...change };
  const sluice = { ...(isObject(merged['x-sluice']) ? merged['x-sluice'] : {}), ...own };
  const column = Object.keys(sluice).length === 0 ? merged : { ...merged, 'x-sluice': sluice };
  return { ...base, properties: { ...properties, [name]: column } };
};
const withRules = (change: Json): Json => ({ ...base, 'x-sluice': { ...Object(base['x-sluice']), ...change } });
const without = (name: string): Json => Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

test('the same schema, or other words in it, is no change', () => {
  expect(differences(base)).toEqual([]);
  expect(differences(withColumn('id', { description: 'other' }))).toEqual([]);
});

test.each<[string, Json, readonly string[]]>([
  [
    'added',
    { ...base, properties: { ...properties, note: { type: 'string' } } },
    ['compatible column-added note: added'],
  ],
  [
    'added and required',
    { ...base, properties: { ...properties, note: { type: 'string' } }, required: ['id', 'note'] },
    ['breaking column-added note: added, and required: files without it fail'],
  ],
  ['removed', { ...base, properties: without('code') }, ['breaking column-removed code: removed']],
  [
    'renamed, the old name an alias',
    {
      ...base,
      properties: { ...without('code'), letter: { ...Object(properties['code']), 'x-sluice': { aliases: ['code'] } } },
    },
    ['breaking column-renamed code: renamed to letter; files that say code are still read'],
  ],
  [
    'renamed, the old name lost',
    { ...base, properties: { ...without('code'), letter: properties['code'] } },
    ['breaking column-removed code: removed', 'compatible column-added letter: added'],
  ],
  [
    'retyped',
    withColumn('code', { type: 'integer', pattern: undefined, maxLength: undefined }),
    ['breaking column-retyped code: string became bigint'],
  ],
  [
    'of another size',
    withColumn('price', {}, { precision: 12 }),
    ['breaking column-retyped price: decimal(10,2) became decimal(12,2)'],
  ],
  ['a higher minimum', withColumn('id', { minimum: 2 }), ['breaking column-narrowed id: minimum 1 became 2']],
  ['a lower minimum', withColumn('id', { minimum: 0 }), ['compatible column-widened id: minimum 1 became 0']],
  ['a lower maximum', withColumn('id', { maximum: 9 }), ['breaking column-narrowed id: maximum 10 became 9']],
  ['no maximum', withColumn('id', { maximum: undefined }), ['compatible column-widened id: maximum 10 became none']],
  ['a new bound', withColumn('code', { minLength: 2 }), ['breaking column-narrowed code: minLength none became 2']],
  [
    'a value less',
    withColumn('status', { enum: ['new', null] }),
    ['breaking column-narrowed status: enum lost "paid"'],
  ],
  [
    'a value more',
    withColumn('status', { enum: ['new', 'paid', 'sent', null] }),
    ['compatible column-widened status: enum took on "sent"'],
  ],
  [
    'another pattern',
    withColumn('code', { pattern: '^[a-z]$' }),
    ['breaking column-narrowed code: pattern "^[a-z]+$" became "^[a-z]$"'],
  ],
  [
    'no null',
    withColumn('status', { type: 'string', enum: ['new', 'paid'] }),
    ['breaking column-narrowed status: enum lost null', 'breaking column-narrowed status: null is no longer taken'],
  ],
  ['null', withColumn('code', { type: ['string', 'null'] }), ['compatible column-widened code: null is taken too']],
  ['required', { ...base, required: ['id', 'code'] }, ['breaking column-narrowed code: now required']],
  [
    'not required',
    { ...base, required: [], 'x-sluice': { readers: ['analysts', 'sales'], tolerance: 0.1 } },
    ['compatible column-widened id: no longer required', 'breaking key-changed: primary key id became none'],
  ],
  [
    'a format less',
    withColumn('sold', {}, { formats: undefined }),
    ['breaking column-narrowed sold: formats ["DD/MM/YYYY"] became none'],
  ],
  [
    'a format more',
    withColumn('sold', {}, { formats: ['DD/MM/YYYY', 'D MMM YYYY'] }),
    ['compatible column-widened sold: formats took on "D MMM YYYY"'],
  ],
  [
    'an alias less',
    withColumn('status', {}, { aliases: undefined }),
    ['breaking column-narrowed status: no longer read from "state"'],
  ],
  [
    'sensitive',
    withColumn('code', {}, { sensitive: 'mask' }),
    ['breaking sensitivity-changed code: sensitive not at all became mask'],
  ],
  [
    'dropped',
    withColumn('code', {}, { sensitive: 'drop' }),
    ['breaking column-removed code: sensitive not at all became drop'],
  ],
  [
    'readers of a column',
    withColumn('code', {}, { readers: ['sales'] }),
    ['breaking readers-narrowed code: read by everybody became sales'],
  ],
  ['a reader less', withRules({ readers: ['sales'] }), ['breaking readers-narrowed: analysts may no longer read it']],
  [
    'a reader more',
    withRules({ readers: ['analysts', 'sales', 'ops'] }),
    ['compatible readers-widened: ops may read it too'],
  ],
  [
    'for everybody',
    withRules({ readers: undefined }),
    ['compatible readers-widened: read by analysts, sales became everybody'],
  ],
  [
    'other rows',
    withRules({ readers: ['analysts', { audience: 'sales', rows: { code: ['a'] } }] }),
    ['breaking readers-narrowed: sales reads other rows'],
  ],
  ['another key', withRules({ primaryKey: ['code'] }), ['breaking key-changed: primary key id became code']],
  [
    'another rule for one key',
    withRules({ onDuplicate: { rule: 'fail' } }),
    ['breaking duplicates-changed: of rows with one key, first became fail'],
  ],
  ['a lower tolerance', withRules({ tolerance: 0 }), ['breaking rules-narrowed: tolerance 0.1 became 0']],
  ['a higher tolerance', withRules({ tolerance: 0.2 }), ['compatible rules-widened: tolerance 0.1 became 0.2']],
  [
    'unknown columns dropped',
    withRules({ unknownColumns: 'drop' }),
    ['compatible rules-widened: unknown columns: fail became drop'],
  ],
  [
    'another dialect',
    withRules({ dialect: { delimiter: ';' } }),
    ['breaking rules-narrowed: files are read in another dialect'],
  ],
  [
    'rules across columns',
    { ...base, dependentRequired: { code: ['sold'] } },
    ['breaking rules-narrowed: rules across columns changed'],
  ],
])('%s', (_, after, expected) => {
  expect(differences(after)).toEqual(expected);
});
