import { expect, test } from 'vitest';
import { numberField, textField } from '../../testing/sample-fields.ts';
import { shapePivot } from './shape-pivot.ts';

const fields = [
  textField('region'),
  textField('year'),
  numberField('revenue', 'Revenue'),
  numberField('orders', 'Orders'),
];

test('crosses rows and columns; a combination without a row is null', () => {
  const rows = [
    ['North', '2024', 1, 10],
    ['North', '2025', 2, 20],
    ['South', '2025', 3, 30],
  ];
  const shaped = shapePivot({ fields, rows, total: 3 }, { rowFields: [0], columnFields: [1], values: [2, 3] });
  expect(shaped.columns.map(({ members, field }) => [members[0], field.label])).toEqual([
    ['2024', 'Revenue'],
    ['2024', 'Orders'],
    ['2025', 'Revenue'],
    ['2025', 'Orders'],
  ]);
  expect(shaped.rows).toEqual([
    { members: ['North'], cells: [1, 10, 2, 20] },
    { members: ['South'], cells: [null, null, 3, 30] },
  ]);
});

test('without column fields there is a column per value', () => {
  const shaped = shapePivot(
    { fields, rows: [['North', '2024', 1, 10]], total: 1 },
    { rowFields: [0], columnFields: [], values: [2] },
  );
  expect(shaped.columns).toHaveLength(1);
  expect(shaped.rows[0]?.cells).toEqual([1]);
});
