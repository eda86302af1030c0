import { describe, expect, it } from 'vitest';
import { tablesRead } from './tables-read.ts';

const arn = { DataSourceArn: 'arn' };
const reads = (table: object, more: object = {}) =>
  tablesRead(
    { Name: 'x', ImportMode: 'SPICE', PhysicalTableMap: { one: table as never }, ...more },
    ['sales_daily', 'sales'],
    'sluice_dev_final',
  );
const relation = (more: object) => ({
  RelationalTable: { ...arn, Schema: 'sluice_dev_final', InputColumns: [], ...more },
});
const sql = (SqlQuery: string) => ({ CustomSql: { ...arn, Name: 'q', SqlQuery } });

describe('tablesRead', () => {
  it.each([
    [relation({ Name: 'SALES_Daily' }), ['sales_daily']],
    [relation({ Name: 'sales', Catalog: 'AwsDataCatalog' }), ['sales']],
    [sql('SELECT * FROM "Sales_Daily" AS s'), ['sales_daily']],
    [sql('select 1 from sluice_dev_final.sales/* */, sales_daily'), ['sales_daily', 'sales']],
    [
      sql('select 1 from AwsDataCatalog.sluice_dev_final.sales s join (select * from sales_daily) d on d.a = s.a'),
      ['sales_daily', 'sales'],
    ],
    [
      sql(
        "with recent as (select * from sales where at > 'from x'), b (c) as (select 1 from recent) select * from b, recent",
      ),
      ['sales'],
    ],
    [sql('select extract(year from day), a is distinct from b from sales -- from elsewhere'), ['sales']],
    [sql('select x from sales cross join unnest(list) as t(x)'), ['sales']],
  ])('finds the final tables that %j reads, and nothing besides', (table, expected) =>
    expect(reads(table)).toEqual({ tables: expected, others: [] }),
  );

  it.each([
    [relation({ Name: 'payroll' }), 'the table "payroll"'],
    [relation({ Name: 'sales', Schema: 'sluice_dev_processed' }), 'the database "AwsDataCatalog.sluice_dev_processed"'],
    [relation({ Name: 'sales', Schema: undefined }), 'the database "AwsDataCatalog."'],
    [relation({ Name: 'sales', Catalog: 'other' }), 'the database "other.sluice_dev_final"'],
    [sql('SELECT 1 FROM sales_daily_2'), 'SQL that names no final table'],
    [sql('select 1'), 'SQL that names no final table'],
    [sql("select 'sales' from x"), 'SQL that names no final table'],
    [sql('select * from sales, payroll'), 'SQL of "payroll"'],
    [sql('select * from sales s join hr.sales t on true'), 'SQL of "hr.sales"'],
    [
      sql('select * from sales where id in (select id from "sluice_dev_raw"."payroll")'),
      'SQL of "sluice_dev_raw.payroll"',
    ],
    [{ S3Source: { ...arn, InputColumns: [] } }, 'a physical table that is none of Athena'],
    [{ SaaSTable: { ...arn, TablePath: [], InputColumns: [] } }, 'a physical table that is none of Athena'],
  ])('knows that %j reads something else', (table, other) => expect(reads(table).others).toContain(other));

  const parent = 'arn:aws:quicksight:us-east-1:123456789012:dataset/p';
  it.each([
    { LogicalTableMap: { l: { Alias: 'l', Source: { DataSetArn: parent } } } },
    { DataPrepConfiguration: { SourceTableMap: { s: { DataSet: { DataSetArn: parent } } } } as never },
  ])('knows that %j stands on another data set', (more) =>
    expect(reads(relation({ Name: 'sales' }), more).others).toEqual([`the data set "${parent}"`]),
  );

  it('takes no physical table for something unknown', () =>
    expect(tablesRead({ Name: 'x', ImportMode: 'SPICE', PhysicalTableMap: {} }, ['sales'], 'f').others).toEqual([
      'no physical table',
    ]));
});
