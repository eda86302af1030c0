import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSync } from './plan-sync.ts';

const versions = fc
  .dictionary(fc.constantFrom('a/1.csv', 'a/2.csv', 'b/1.csv', 'c/x/1.csv'), fc.constantFrom<string>('v1', 'v2'))
  .map((entries) => new Map(Object.entries(entries)));

test('a plan names what is new, changed, gone and unchanged', () => {
  const plan = planSync(
    new Map([
      ['b', '1'],
      ['a', '2'],
      ['n', '1'],
    ]),
    new Map([
      ['a', '1'],
      ['b', '1'],
      ['gone', '1'],
      ['held', '1'],
    ]),
    new Set(['held']),
  );
  expect(plan).toEqual({ create: ['n'], replace: ['a'], remove: ['gone'], same: ['b'] });
});

test('applying a plan makes raw equal to what is committed, held keys aside', () => {
  fc.assert(
    fc.property(versions, versions, fc.subarray(['a/1.csv', 'b/1.csv']), (committed, raw, heldKeys) => {
      const held = new Set(heldKeys.filter((key) => !committed.has(key)));
      const plan = planSync(committed, raw, held);
      const after = new Map(raw);
      for (const key of plan.remove) after.delete(key);
      for (const key of [...plan.create, ...plan.replace]) after.set(key, committed.get(key) ?? '');
      const expected = new Map(committed);
      for (const key of held) if (raw.has(key)) expected.set(key, raw.get(key) ?? '');
      expect(after).toEqual(expected);
      expect(planSync(committed, after, held)).toMatchObject({ create: [], replace: [], remove: [] });
    }),
  );
});
