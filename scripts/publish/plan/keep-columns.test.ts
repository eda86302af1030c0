import { expect, it } from 'vitest';
import type { DataSetBody } from '../request/data-set-request.ts';
import { keepColumns } from './keep-columns.ts';

const rule = (...ColumnNames: string[]) => [
  { ColumnNames, Principals: ['arn:aws:quicksight:us-east-1:1:group/default/privacy'] },
];

/** One table that shows these columns; `contact` is computed from `email`. */
function body(columns: readonly string[], restricted: readonly string[]): DataSetBody {
  const computed = columns.includes('contact')
    ? [
        {
          CreateColumnsOperation: {
            Columns: [{ ColumnName: 'contact', ColumnId: 'contact', Expression: 'toLower({email})' }],
          },
        },
      ]
    : [];
  return {
    Name: 'logs',
    ImportMode: 'SPICE',
    PhysicalTableMap: {
      logs: {
        RelationalTable: {
          ...{ DataSourceArn: 'arn:aws:quicksight:us-east-1:1:datasource/lake', Schema: 'final', Name: 'logs' },
          InputColumns: columns.filter((name) => name !== 'contact').map((Name) => ({ Name, Type: 'STRING' })),
        },
      },
    },
    LogicalTableMap: {
      logs: {
        ...{ Alias: 'logs', Source: { PhysicalTableId: 'logs' } },
        DataTransforms: [...computed, { ProjectOperation: { ProjectedColumns: [...columns] } }],
      },
    },
    ...(restricted.length === 0 ? {} : { ColumnLevelPermissionRules: rule(...restricted) }),
  };
}

const shown = ({ LogicalTableMap = {} }: DataSetBody) =>
  Object.values(LogicalTableMap).flatMap(({ DataTransforms = [] }) =>
    DataTransforms.flatMap(({ ProjectOperation: project }) => project?.ProjectedColumns ?? []),
  );

it('keeps what a live dashboard still shows', () => {
  expect(shown(keepColumns(body(['id'], []), body(['id', 'page'], []), ['page']))).toEqual(['id', 'page']);
});

it.each([
  ['a column that a live rule shows to some alone', body(['id'], []), body(['id', 'email'], ['email']), 'email'],
  ['one that is computed from such a column', body(['id'], []), body(['id', 'email', 'contact'], ['email']), 'contact'],
  [
    'one that is computed from what is to be restricted',
    body(['id', 'email'], ['email']),
    body(['id', 'email', 'contact'], []),
    'contact',
  ],
])('does not keep %s', (_what, wanted, live, lost) => {
  expect(shown(keepColumns(wanted, live, [lost]))).not.toContain(lost);
});
