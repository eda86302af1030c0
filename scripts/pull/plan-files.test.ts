import { describe, expect, it } from 'vitest';
import type { DataSetBody } from '../publish/request/data-set-request.ts';
import { placeIn } from '../publish/request/place.ts';
import { rehearsalEnvironment } from '../publish/testing/rehearsal-environment.ts';
import { planFiles } from './plan-files.ts';

const place = placeIn(rehearsalEnvironment());
const body: DataSetBody = { Name: 'x', ImportMode: 'SPICE', PhysicalTableMap: {} };
const planOf = (...identifiers: readonly string[]) =>
  planFiles(
    {
      ...{ title: 'Sales', version: 1, theme: undefined, owner: undefined, publishOptions: undefined },
      definition: { DataSetIdentifierDeclarations: [] },
      dataSets: new Map(identifiers.map((identifier) => [identifier, body])),
    },
    new Map(),
    { place, tables: new Map(), may: () => new Map(), owner: 'sales-analytics' },
  );

describe('planFiles', () => {
  it('names the files of data sets by their identifiers', () =>
    expect(planOf('orders', 'Other orders').map(({ path }) => path)).toEqual([
      ...['dashboard.json', 'definition.json', 'data-sets/orders.json', 'data-sets/Other orders.json'],
    ]));

  it('makes no path of an identifier that leads elsewhere, nor one file of two data sets', () => {
    expect(() => planOf('../../../package')).toThrow('expected an identifier that can be a file');
    expect(() => planOf('Orders', 'orders')).toThrow('expected identifiers that differ');
  });
});
