import type { LogicalTable } from '@aws-sdk/client-quicksight';
import { describe, expect, it } from 'vitest';
import type { DataSetBody } from '../request/data-set-request.ts';
import { shapeHash } from './data-set-columns.ts';
import { standingOf } from './standing-of.ts';

type Columns = Readonly<Record<string, 'STRING' | 'INTEGER'>>;
const relation = (Name: string, columns: Columns) => ({
  RelationalTable: {
    ...{ DataSourceArn: 'arn', Schema: 'final', Name },
    InputColumns: Object.entries(columns).map(([column, Type]) => ({ Name: column, Type })),
  },
});
const project = (columns: Columns) => ({ ProjectOperation: { ProjectedColumns: Object.keys(columns) } });

const single = (columns: Columns, table = 'orders', more: Partial<DataSetBody> = {}): DataSetBody => ({
  ...{ Name: 'd', ImportMode: 'SPICE', PhysicalTableMap: { p: relation(table, columns) } },
  LogicalTableMap: { l: { Alias: 'l', Source: { PhysicalTableId: 'p' }, DataTransforms: [project(columns)] } },
  ...more,
});

const ofSql = (SqlQuery: string, columns: Columns): DataSetBody =>
  single(columns, 'orders', {
    PhysicalTableMap: {
      p: {
        CustomSql: {
          ...{ DataSourceArn: 'arn', Name: 'sql', SqlQuery },
          Columns: Object.entries(columns).map(([Name, Type]) => ({ Name, Type })),
        },
      },
    },
  });

/** Two tables and their join, as QuickSight exports them. */
const joined = (columns: Columns, OnClause = '{id} = {id[b]}', filter?: string): DataSetBody => {
  const join: LogicalTable = {
    ...{ Alias: 'ab', Source: { JoinInstruction: { LeftOperand: 'a', RightOperand: 'b', Type: 'LEFT', OnClause } } },
    DataTransforms: [
      ...(filter === undefined ? [] : [{ FilterOperation: { ConditionExpression: filter } }]),
      project(columns),
    ],
  };
  return {
    ...{ Name: 'd', ImportMode: 'SPICE' },
    PhysicalTableMap: { a: relation('orders', columns), b: relation('customers', { id: 'STRING' }) },
    LogicalTableMap: {
      a: { Alias: 'a', Source: { PhysicalTableId: 'a' } },
      b: { Alias: 'b', Source: { PhysicalTableId: 'b' } },
      ab: join,
    },
  };
};

const [id, both]: Columns[] = [{ id: 'STRING' }, { id: 'STRING', net: 'INTEGER' }];
if (id === undefined || both === undefined) throw new TypeError('expected columns');

describe('standingOf', () => {
  it.each<[string, DataSetBody, DataSetBody, string[], string[]]>([
    ['a column more', single(id), single(both), [], []],
    ['a column less, which can be kept', single(both), single(id), ['net'], []],
    ['a column of another type', single(both), single({ ...both, net: 'STRING' }), [], ['~ column net']],
    ['another table', single(both), single(both, 'returns'), [], ['~ what is asked of Athena']],
    [
      'another table without a column',
      single(both),
      single(id, 'returns'),
      [],
      ['- column net', '~ what is asked of Athena'],
    ],
    [
      'SQL that gives a column less',
      ofSql('SELECT id, net FROM o', both),
      ofSql('SELECT id FROM o', id),
      [],
      ['- column net', '~ what is asked of Athena'],
    ],
    ['another mode', single(both), single(both, 'orders', { ImportMode: 'DIRECT_QUERY' }), [], []],
    ['a join that loses a column, which can not be kept', joined(both), joined(id), [], ['- column net']],
    ['a join on something else', joined(both), joined(both, '{net} = {id[b]}'), [], ['~ tables and steps']],
    ['rows that are filtered', joined(both), joined(both, undefined, '{net} > 0'), [], ['~ tables and steps']],
    ['the same join', joined(both), joined(both), [], []],
    ['one table made of two', single(both), joined(both), [], ['~ column id', '~ what is asked of Athena']],
    [
      'rules of rows, which are not put off',
      single(both, 'orders', { UseAs: 'RLS_RULES' }),
      single({ ...both, net: 'STRING' }, 'orders', { UseAs: 'RLS_RULES' }),
      [],
      [],
    ],
  ])('says of %s what the live version would make of it', (_, live, wanted, keep, reshapes) =>
    expect(standingOf(live, wanted)).toEqual({ keep, reshapes }),
  );
});

describe('shapeHash', () => {
  it('overlooks what QuickSight fills in, and nothing that is shown', () => {
    const one = shapeHash(single(both));
    expect(
      shapeHash(single(both, 'orders', { DataSetUsageConfiguration: { DisableUseAsDirectQuerySource: false } })),
    ).toBe(one);
    for (const other of [single(id), single(both, 'returns'), single(both, 'orders', { ImportMode: 'DIRECT_QUERY' })])
      expect(shapeHash(other)).not.toBe(one);
  });
});
