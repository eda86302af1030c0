import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Tables } from '../../dashboard.ts';
import { readDashboard } from '../../read-dashboard.ts';
import { fixtureTables } from '../fixture-tables.ts';
import { repositoryTables } from '../repository-tables.ts';
import type { MutationKind } from './mutation.ts';
import { type MutationTally, runMutations } from './run-mutations.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Shares that have to be caught. A key that nothing requires is unknown when misspelt. */
const least: Readonly<Record<MutationKind, number>> = {
  'renamed required key': 1,
  'renamed key': 1,
  'wrong type': 1,
  'wrong enum': 1,
  'dangling id': 0.98,
  'wrong column': 1,
  'broken formula': 1,
};

describe.each(['sales', 'users', 'operations'])('%s, broken in many places', (name) => {
  let tables: Tables;
  let tallies: ReadonlyMap<MutationKind, MutationTally>;
  beforeAll(async () => {
    tables = await repositoryTables();
    const read = await readDashboard(`dashboards/${name}`, tables, root);
    if ('findings' in read) throw new RangeError('expected a dashboard');
    tallies = await runMutations(read.dashboard, tables, { most: 25, seed: 6 });
  }, 120_000);

  it.each(Object.entries(least) as [MutationKind, number][])('%s is found', (kind, share) => {
    const { made, caught, missed } = tallies.get(kind) ?? { made: 0, caught: 0, missed: [] };
    expect(made).toBeGreaterThan(0);
    expect(caught, missed.join('\n')).toBeGreaterThanOrEqual(Math.ceil(share * made));
  });

  it('holds mutations of the kinds that count', () => {
    for (const kind of ['renamed required key', 'dangling id', 'wrong column'] as const)
      expect(tallies.get(kind)?.made).toBe(25);
  });
});

it('finds every broken formula outside calculated fields', async () => {
  const room = fileURLToPath(new URL('../..', import.meta.url));
  const read = await readDashboard('testdata/ok/expressions', fixtureTables, room);
  if ('findings' in read) throw new RangeError('expected a dashboard');
  const broken = (await runMutations(read.dashboard, fixtureTables, { most: 120, seed: 6 })).get('broken formula');
  expect(broken?.missed).toEqual([]);
  expect(broken?.made).toBeGreaterThan(100);
}, 60_000);
