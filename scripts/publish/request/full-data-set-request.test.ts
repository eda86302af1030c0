import type { DataSet } from '@aws-sdk/client-quicksight';
import { describe, expect, it } from 'vitest';
import { rehearsalEnvironment } from '../testing/rehearsal-environment.ts';
import { fullDataSetFile, fullDataSetRequest } from './full-data-set-request.ts';
import { placeIn } from './place.ts';

const place = placeIn(rehearsalEnvironment());
const db = place.names.databases.final;
const fileOf = (SqlQuery: string): DataSet => ({
  PhysicalTableMap: {
    p: { CustomSql: { DataSourceArn: 'arn:aws:quicksight:eu-west-1:999999999999:datasource/x', Name: 'q', SqlQuery } },
  },
});
const sqlIn = (body: Pick<DataSet, 'PhysicalTableMap'>) => body.PhysicalTableMap?.['p']?.CustomSql?.SqlQuery;

describe('SQL of a full data set', () => {
  it.each([
    ['select * from final.sales', `select * from ${db}.sales`],
    ['select * from "final"."sales"', `select * from "${db}"."sales"`],
    ['select * from AwsDataCatalog.sluice_prod_final.sales', `select * from AwsDataCatalog.${db}.sales`],
    [`select 'final.x', 'final' from final.sales -- final`, `select 'final.x', 'final' from ${db}.sales -- final`],
    ['with final as (select 1 a) select final.a from final', 'with final as (select 1 a) select final.a from final'],
  ])('asks in %j the database of the environment', (sql, expected) =>
    expect(sqlIn(fullDataSetRequest(fileOf(sql), 'x', place))).toBe(expected),
  );

  it.each([
    `select * from ${db}.sales join "${db}"."b" on true`,
    `with final as (select * from ${db}.sales) select final.a from final`,
  ])('comes back from %j without changing what publishing sends', (sql) => {
    const request = fullDataSetRequest(fileOf(sql), 'x', place);
    const file = fullDataSetFile(request, place);
    if (!sql.startsWith('with')) expect(sqlIn(file)).toBe('select * from final.sales join "final"."b" on true');
    expect(fullDataSetRequest(file as DataSet, 'x', place)).toEqual(request);
  });
});

it('commits no ARN of a real account', () => {
  const arn = (what: string) => `arn:aws:quicksight:eu-west-1:123456789012:${what}`;
  const file = fullDataSetFile(
    {
      ...{ Name: 'x', ImportMode: 'SPICE' },
      PhysicalTableMap: { p: { S3Source: { DataSourceArn: arn('datasource/other'), InputColumns: [] } } },
      LogicalTableMap: { l: { Alias: 'l', Source: { DataSetArn: arn('dataset/parent') } } },
    },
    place,
  );
  expect(JSON.stringify(file)).not.toContain('123456789012');
  expect(file.LogicalTableMap?.['l']?.Source?.DataSetArn).toBe(
    'arn:aws:quicksight:us-east-1:000000000000:dataset/parent',
  );
});
