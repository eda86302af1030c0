import { expect, it } from 'vitest';
import type { Table } from '../../glue/duckdb/table.ts';
import { rowQuery } from './row-query.ts';

const column = (name: string, kind: 'string' | 'date' | 'timestamp' | 'integer') => ({
  ...{ name, type: { kind }, nullable: true, description: '', unit: undefined },
});
const place = { file: 'x' };
const table: Table = {
  ...{ name: 'visits', title: '', description: '', owner: '', reads: [], partitions: [] },
  columns: [column('day', 'date'), column('at', 'timestamp'), column('who', 'string'), column('n', 'integer')],
  key: ['day', 'at', 'who'],
  ...{ sql: { text: '', place }, quality: { text: '', place } },
};
const values = new Map([
  ['day', '1980-01-01'],
  ['at', '1980-01-01 00:00:00'],
  ['who', "o'neil"],
  ['n', '3'],
] as const);

it('asks for one row by the columns of its key', () => {
  expect(rowQuery({ table, values }, ['day', 'at', 'who', 'n'])).toBe(
    `SELECT "day", "at", "who", "n" FROM "visits" WHERE "day" = DATE '1980-01-01' AND "at" = TIMESTAMP '1980-01-01 00:00:00 UTC' AND "who" = 'o''neil'`,
  );
});

it('without all of the key asks by all that may be read, and by no token', () => {
  expect(rowQuery({ table, values: new Map([['n', '3']]) }, ['day', 'n'])).toBe(
    'SELECT "day", "n" FROM "visits" WHERE "day" IS NULL AND "n" = 3',
  );
  expect(rowQuery({ table, values }, ['who', 'n'], new Set(['who']))).toBe(
    'SELECT "who", "n" FROM "visits" WHERE "n" = 3',
  );
  expect(rowQuery({ table, values }, ['who'], new Set(['who']))).toBeUndefined();
});
