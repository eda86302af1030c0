import { expect, it } from 'vitest';
import { rehearsalEnvironment } from '../testing/rehearsal-environment.ts';
import type { DataSetBody } from './data-set-request.ts';
import { placeIn } from './place.ts';
import { secureFullDataSet } from './secure-full-data-set.ts';

const environment = rehearsalEnvironment();
const place = placeIn({ ...environment, audiences: { analysts: { principals: [], scanLimitGiB: 1 } } });
const readers = new Map([
  ['sales', { may: new Map([['analysts', { columns: ['a'], rows: 'all' as const }]]), columns: 1 }],
]);
const table = (Name: string) => ({
  RelationalTable: { DataSourceArn: 'arn', Schema: place.names.databases.final, Name, InputColumns: [] },
});
const secured = (body: Partial<DataSetBody>) =>
  secureFullDataSet(place, { Name: 'x', ImportMode: 'SPICE', PhysicalTableMap: {}, ...body }, readers, {
    ...{ name: 'sales/x', at: { file: 'x.json' } },
  });

it('leaves rules out where every audience may read all of every table', () =>
  expect(secured({ PhysicalTableMap: { p: table('sales') } })).toEqual({ rowRules: undefined, findings: [] }));

it.each<Partial<DataSetBody>>([
  { PhysicalTableMap: {} },
  { PhysicalTableMap: { p: table('payroll') } },
  { PhysicalTableMap: { p: table('sales'), q: table('payroll') } },
  {
    PhysicalTableMap: { p: table('sales') },
    LogicalTableMap: { l: { Alias: 'l', Source: { DataSetArn: 'arn:aws:quicksight:us-east-1:1:dataset/p' } } },
  },
])('shows nobody anything of %j, and says so', (body) => {
  const { rowRules, findings } = secured(body);
  expect(rowRules).toEqual([]);
  expect(findings).toMatchObject([{ code: 'restricted-data-set', severity: 'error' }]);
});
