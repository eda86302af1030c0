import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { projectAt } from '../lake/project.ts';
import { dashboardUses } from './dashboard-uses.ts';
import { createReach, type Reach } from './reach.ts';
import { readDashboardsOf, readSide } from './read-side.ts';

let reach: Reach;
let count: number;
beforeAll(async () => {
  const side = await readSide(projectAt(fileURLToPath(new URL('../..', import.meta.url))));
  const uses = (await readDashboardsOf(side)).flatMap(dashboardUses);
  count = uses.length;
  reach = createReach(side, uses);
});

const tablesOf = (change: Parameters<Reach>[0]) =>
  Object.fromEntries(reach(change).tables.map(({ table, columns }) => [table, columns]));

test('a column of a dataset reaches the columns made of it, in every table', () => {
  expect(tablesOf({ of: 'dataset', name: 'regions', column: 'latitude' })).toMatchObject({
    sales_daily: ['latitude'],
    user_activity_daily: ['latitude'],
    sales_monthly: [],
  });
});

test('and the visuals that draw them, by title and place, and no others', () => {
  const { uses } = reach({ of: 'dataset', name: 'regions', column: 'latitude' });
  expect(uses).toContainEqual({
    ...{ dashboard: 'users', table: 'user_activity_daily', column: 'latitude', what: 'visual', name: 'Events by city' },
    place: { file: 'dashboards/users/definition.json', line: expect.any(Number), column: expect.any(Number) },
    path: expect.stringMatching(/^Sheets\[0\]\.Visuals\[\d+\]\.GeospatialMapVisual\./),
  });
  expect(new Set(uses.map(({ column }) => column))).toEqual(new Set(['latitude']));
  expect(uses.length).toBeLessThan(count / 10);
});

test('a column that is only joined by is a matter of every row, and of every table below', () => {
  expect(tablesOf({ of: 'dataset', name: 'items', column: 'item' })).toEqual({
    sales_daily: 'all',
    sales_monthly: 'all',
  });
});

test('a column that no table reads reaches nothing', () => {
  const { tables, uses } = reach({ of: 'dataset', name: 'regions', column: 'no_such_column' });
  expect(tables.flatMap(({ columns }) => columns)).toEqual([]);
  expect(uses).toEqual([]);
});

test('a column of a table reaches columns of tables that read it, and calculated fields and what draws those', () => {
  const monthly = tablesOf({ of: 'table', name: 'sales_daily', column: 'revenue_usd' });
  expect(monthly['sales_daily']).toEqual(['revenue_usd']);
  expect(monthly['sales_monthly']).toContain('revenue_usd');
  expect(monthly['sales_monthly']).not.toContain('region');
  const { uses } = reach({ of: 'table', name: 'sales_daily', column: 'revenue_usd' });
  expect(new Set(uses.map(({ what }) => what))).toContain('calculated field');
  expect(uses.some(({ what, name }) => what === 'visual' && name === 'Average basket')).toBe(true);
});

test('a whole dataset reaches all of every table above it', () => {
  expect(tablesOf({ of: 'dataset', name: 'sales_records', column: undefined })).toEqual({
    sales_daily: 'all',
    sales_monthly: 'all',
  });
});
