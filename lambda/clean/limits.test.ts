import { describe, expect, it } from 'vitest';
import datasetSchema from '../schema/dataset.schema.json' with { type: 'json' };
import { limitNames } from '../schema/limits.ts';
import { defaultLimits } from './limits.ts';
import { runClean, schemaOf } from './testing/run-clean.ts';

const described = datasetSchema.$defs.dataset.properties.limits.properties;

describe('the limits', () => {
  it('are those that dataset.schema.json describes, with their defaults', () => {
    const defaults = Object.fromEntries(limitNames.map((name) => [name, described[name].default]));
    expect(defaults).toEqual(defaultLimits);
    expect(Object.keys(described)).toEqual([...limitNames]);
  });

  it('have defaults that a schema may declare', () => {
    for (const name of limitNames) {
      expect(defaultLimits[name]).toBeGreaterThanOrEqual(described[name].minimum);
      expect(defaultLimits[name]).toBeLessThanOrEqual(described[name].maximum);
    }
  });

  const text = `a\n${'x'.repeat(100)}\n`;
  const own = { tolerance: 1, limits: { recordLength: 80 } };
  const schema = schemaOf({ type: 'object', 'x-sluice': own, properties: { a: { type: 'string' } } });

  it('are declared in the schema', async () => {
    expect((await runClean(text, schema)).result.reasons).toMatchObject([{ code: 'record-too-long' }]);
  });

  it("give way to the caller's", async () => {
    expect((await runClean(text, schema, { limits: { recordLength: 100 } })).result.rowsClean).toBe(1);
  });
});
