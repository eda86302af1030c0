import { expect, it } from 'vitest';
import type { DataSet } from '../../dashboards/dashboard.ts';
import { relationOfDataSet } from './relation-of-data-set.ts';

const dataSet: DataSet = {
  identifier: 'cities',
  table: 'user "activity"',
  mode: 'SPICE',
  columns: new Map([['lat', { name: 'lat', type: { kind: 'number' }, role: 'LATITUDE' }]]),
  calculatedColumns: [{ name: 'North', expression: '{lat} > 0' }],
  roles: new Map([['lat', 'LATITUDE']]),
  placeOf: () => ({ file: 'cities.json' }),
};

it('reads the view of the data set’s table', () => {
  expect(relationOfDataSet(dataSet, true)).toEqual({
    table: 'user "activity"',
    sql: '"user ""activity"""',
    columns: [{ name: 'lat', type: { kind: 'number' }, role: 'LATITUDE' }],
    calculatedColumns: [{ name: 'North', expression: '{lat} > 0' }],
    stale: true,
  });
});

it('has none for a table that does not exist', () => {
  expect(relationOfDataSet({ ...dataSet, columns: undefined }, false)).toBeUndefined();
});
