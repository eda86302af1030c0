import { describe, expect, it } from 'vitest';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import { icebergSchema } from './iceberg-schema.ts';
import { type CatalogTable, planCatalog, quickSightGrants, wantedGrants } from './plan-catalog.ts';

const text: ColumnType = { kind: 'string' };
const place = { text: '', place: { file: 'transform.sql' } };
const table = (columns: Record<string, ColumnType>): Table => ({
  ...{
    name: 'visits',
    title: '',
    description: '',
    owner: '',
    key: [],
    partitions: [],
    sql: place,
    quality: place,
    reads: [],
  },
  columns: Object.entries(columns).map(([name, type]) => ({
    name,
    type,
    nullable: true,
    description: '',
    unit: undefined,
  })),
});
const there = (columns: Record<string, string>): CatalogTable => ({
  name: 'visits',
  columns: new Map(Object.entries(columns).map(([name, type], index) => [name, { type, id: index + 1 }])),
});
const grant = (role: string, columns?: string[], rows?: string, filter = role.replace('role/', '')) => ({
  ...{ role, table: 'visits', columns, rows },
  filter: columns === undefined ? undefined : filter,
});

describe('planCatalog', () => {
  it('creates what is missing, and does nothing the second time', () => {
    const tables = [table({ a: text })];
    const first = planCatalog(tables, [], [grant('r')], []);
    expect(first.actions).toEqual([
      { do: 'create-table', table: 'visits', columns: 1 },
      { do: 'grant', grant: grant('r') },
    ]);
    expect(planCatalog(tables, [there({ a: 'string' })], [grant('r')], [grant('r')])).toEqual({
      actions: [],
      retyped: [],
    });
  });

  it('adds columns, never drops one, and refuses another type', () => {
    const wide = table({ a: text, b: { kind: 'integer' } });
    expect(planCatalog([wide], [there({ a: 'string', gone: 'date' })], [], []).actions).toEqual([
      { do: 'add-columns', table: 'visits', columns: ['b'] },
    ]);
    expect(planCatalog([wide], [there({ a: 'bigint' })], [], [])).toEqual({
      actions: [],
      retyped: [{ table: 'visits', column: 'a', expected: 'string', got: 'bigint' }],
    });
    const decimal = table({ a: { kind: 'decimal', precision: 12, scale: 2 } });
    expect(planCatalog([decimal], [there({ a: 'decimal(10,2)' })], [], []).retyped).toEqual([]);
    expect(planCatalog([decimal], [there({ a: 'decimal(14,2)' })], [], []).retyped).toHaveLength(1);
  });

  it('takes back before columns come, and gives after', () => {
    const wide = table({ a: text, b: text });
    const plan = planCatalog([wide], [there({ a: 'string' })], [grant('r', ['a'])], [grant('r'), grant('s')]);
    expect(plan.actions).toEqual([
      { do: 'revoke', grant: grant('r') },
      { do: 'revoke', grant: grant('s') },
      { do: 'add-columns', table: 'visits', columns: ['b'] },
      { do: 'grant', grant: grant('r', ['a']) },
    ]);
  });

  it.each([
    ['columns', grant('r', ['a', 'b']), grant('r', ['a'])],
    ['rows', grant('r', ['a'], `"a" = 'x'`), grant('r', ['a'], `"a" IN ('x', 'y')`)],
    ['rows, from all', grant('r', ['a']), grant('r', ['a'], `"a" = 'x'`)],
    ['rows, to all', grant('r', ['a'], `"a" = 'x'`), grant('r', ['a'])],
  ])('changes a filter of other %s in its place', (_what, before, after) => {
    expect(planCatalog([], [], [after], [before]).actions).toEqual([{ do: 'change', grant: after, before }]);
    expect(planCatalog([], [], [after], [after]).actions).toEqual([]);
  });

  it('replaces a whole table by a filter, and a filter by the whole table, with a gap and not with both', () => {
    const [whole, filter] = [grant('r'), grant('r', ['a'], `"a" = 'x'`)];
    for (const [before, after] of [
      [whole, filter],
      [filter, whole],
    ] as const)
      expect(planCatalog([], [], [after], [before]).actions).toEqual([
        { do: 'revoke', grant: before },
        { do: 'grant', grant: after },
      ]);
  });

  it('takes back what somebody gave by a filter of another name', () => {
    const [other, own] = [grant('r', ['a'], `"a" = 'x'`, 'by_hand'), grant('r', ['a'], `"a" = 'x'`)];
    expect(planCatalog([], [], [own], [other]).actions).toEqual([
      { do: 'revoke', grant: other },
      { do: 'grant', grant: own },
    ]);
  });

  it('does not care for the order of columns', () => {
    expect(planCatalog([], [], [grant('r', ['a', 'b'])], [grant('r', ['b', 'a'])]).actions).toEqual([]);
  });
});

describe('wantedGrants', () => {
  it('are filters with all columns where only rows are fewer', () => {
    const may = new Map([
      [
        'visits',
        new Map([
          ['all', { columns: ['a', 'b'], rows: undefined }],
          ['some', { columns: ['a', 'b'], rows: [{ column: 'a', values: ["it's", 'b'] }] }],
          ['few', { columns: ['a'], rows: undefined }],
        ]),
      ],
    ]);
    expect(wantedGrants([table({ a: text, b: text })], may, (audience) => `role/${audience}`)).toEqual([
      grant('role/all'),
      grant('role/some', ['a', 'b'], `"a" IN ('b', 'it''s')`),
      grant('role/few', ['a']),
    ]);
  });
});

describe('quickSightGrants', () => {
  it('are whole tables for its one role', () =>
    expect(quickSightGrants([{ name: 'visits' }], 'role/quicksight')).toEqual([grant('role/quicksight')]));
});

describe('icebergSchema', () => {
  it('keeps the ids of columns that are there, and gives others the next', () => {
    const { columns } = table({ new_one: text, old: { kind: 'timestamp' } });
    const fields =
      icebergSchema(
        columns,
        new Map([
          ['old', 4],
          ['gone', 7],
        ]),
      ).Fields ?? [];
    expect(fields.map(({ Id, Name, Type }) => [Id, Name, Type])).toEqual([
      [4, 'old', 'timestamptz'],
      [8, 'new_one', 'string'],
    ]);
  });
});
