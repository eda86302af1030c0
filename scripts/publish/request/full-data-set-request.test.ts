import { expect, it } from 'vitest';
import { tablesRead } from './full-data-set-request.ts';

const arn = { DataSourceArn: 'arn' };
const reads = (table: object) =>
  tablesRead({ Name: 'x', ImportMode: 'SPICE', PhysicalTableMap: { one: table as never } }, ['sales_daily', 'sales']);

it.each([
  [{ RelationalTable: { ...arn, Name: 'SALES_Daily', InputColumns: [] } }, ['sales_daily']],
  [{ CustomSql: { ...arn, Name: 'q', SqlQuery: 'SELECT * FROM "Sales_Daily" AS s' } }, ['sales_daily']],
  [
    { CustomSql: { ...arn, Name: 'q', SqlQuery: 'select 1 from db.sales/* */, sales_daily' } },
    ['sales_daily', 'sales'],
  ],
  [{ CustomSql: { ...arn, Name: 'q', SqlQuery: 'SELECT 1 FROM sales_daily_2' } }, []],
  [{ S3Source: { ...arn, InputColumns: [] } }, []],
])('finds the final tables that %j may read', (table, expected) => expect(reads(table)).toEqual(expected));
