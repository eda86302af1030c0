import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, openEngine } from '../../../glue/duckdb/engine.ts';
import { chooseRootRows } from './choose-case.ts';
import { noLaw, type Source } from './source.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine(1);
});
afterAll(() => engine.close());

/** A source of whole numbers. */
const sourceOf = (name: string, columns: readonly string[], rows: number): Source => ({
  ...{ name, kind: 'dataset', title: name, description: name, rows, owner: 'a-team', key: [], replacedBy: undefined },
  columns: columns.map((column) => ({
    ...{ name: column, type: { kind: 'integer' }, required: false, description: undefined, unit: undefined },
    ...{ json: false, hidden: undefined, readers: [], divides: false, law: noLaw },
  })),
});

test('full rows come first, then the emptiest, of more columns than DuckDB adds up in one sum', async () => {
  const names = Array.from({ length: 1100 }, (_, index) => `c${index}`);
  const values = names.map((name, index) => `CASE WHEN i % 4 < ${index % 3} THEN NULL ELSE i END AS ${name}`);
  await engine.connection.run(`CREATE TABLE wide AS SELECT ${values.join(', ')} FROM range(8) rows(i)`);
  const rows = await chooseRootRows(engine.connection, sourceOf('wide', names, 8), [], 2);
  expect(rows).toEqual(['2', '3', '0']);
});
