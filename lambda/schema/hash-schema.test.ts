import { describe, expect, it } from 'vitest';
import { hashSchema } from './hash-schema.ts';

const base = {
  title: 'Orders',
  type: 'object',
  'x-sluice': { owner: 'me', primaryKey: ['id'], tolerance: 0.1 },
  properties: {
    id: { type: 'integer', description: 'One.', minimum: 0 },
    title: { type: 'string', enum: ['b', 'a'], 'x-sluice': { aliases: ['Name'], unit: 'USD' } },
  },
  required: ['id'],
};
const { id, title } = base.properties;
const withProperties = (properties: object) => ({ ...base, properties });
const withOwn = (own: object) => ({ ...base, 'x-sluice': { ...base['x-sluice'], ...own } });

describe('hashSchema', () => {
  it.each<[string, Record<string, unknown>]>([
    ['the title', { ...base, title: 'Sales' }],
    ['a description', withProperties({ id: { ...id, description: 'Another.' }, title })],
    ['examples and comments', withProperties({ id: { ...id, examples: [1], $comment: 'x' }, title })],
    ['$schema', { $schema: '../../lambda/schema/dataset.schema.json', ...base }],
    [
      'the owner, licence and readers',
      withOwn({
        owner: 'you',
        licence: 'MIT',
        readers: ['all', { audience: 'some', rows: { id: [1] } }],
        freshness: 'P1D',
      }),
    ],
    ['a unit', withProperties({ id, title: { ...title, 'x-sluice': { aliases: ['Name'], unit: 'EUR' } } })],
    ['x-sluice that holds only documentation', withProperties({ id: { ...id, 'x-sluice': { unit: 'piece' } }, title })],
    ['the order of keywords', Object.fromEntries(Object.entries(base).reverse())],
  ])('stays the same when %s changes', (_what, changed) => {
    expect(hashSchema(changed)).toBe(hashSchema(base));
  });

  it.each<[string, Record<string, unknown>]>([
    ['a bound', withProperties({ id: { ...id, minimum: 1 }, title })],
    ['the order of columns', withProperties({ title, id })],
    ['a column named like an annotation', withProperties({ id })],
    ['a property of such a column', withProperties({ id, title: { ...title, type: ['string', 'null'] } })],
    ['an alias', withProperties({ id, title: { ...title, 'x-sluice': { aliases: ['Named'] } } })],
    ['the tolerance', withOwn({ tolerance: 0.2 })],
    ['the order of an enum', withProperties({ id, title: { ...title, enum: ['a', 'b'] } })],
    ['required', { ...base, required: [] }],
  ])('changes when %s changes', (_what, changed) => {
    expect(hashSchema(changed)).not.toBe(hashSchema(base));
  });
});
