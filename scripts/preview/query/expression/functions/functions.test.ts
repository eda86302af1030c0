import { expect, it } from 'vitest';
import { functionGroups, functionNamed } from './functions.ts';

it('knows no name twice, and every name in any case', () => {
  const names = Object.values(functionGroups)
    .flat()
    .map((spec) => spec.name);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  for (const name of names) expect(functionNamed(name.toUpperCase())?.name).toBe(name);
  expect(functionNamed('kMeans')).toBeUndefined();
});
