import { describe, expect, it } from 'vitest';
import type { Table } from '../../glue/duckdb/table.ts';
import type { ColumnType } from '../../lambda/schema/column-type.ts';
import { icebergSchema } from './iceberg-schema.ts';
import { type CatalogTable, planCatalog } from './plan-catalog.ts';

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
const grant = (role: string, columns?: string[]) => ({ role, table: 'visits', columns });

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

  it('takes back before it gives: another set of columns is another filter', () => {
    const plan = planCatalog([], [], [grant('r', ['a'])], [grant('r', ['a', 'b']), grant('s')]);
    expect(plan.actions).toEqual([
      { do: 'revoke', grant: grant('r', ['a', 'b']) },
      { do: 'revoke', grant: grant('s') },
      { do: 'grant', grant: grant('r', ['a']) },
    ]);
    expect(planCatalog([], [], [grant('r', ['a', 'b'])], [grant('r', ['b', 'a'])]).actions).toEqual([]);
  });
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
