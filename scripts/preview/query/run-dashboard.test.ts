import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import type { ControlValue, DashboardModel } from '../model.ts';
import { runDashboard } from './run-dashboard.ts';
import { type TinyTable, tinyLake } from './testing/tiny-lake.ts';
import { visualReads } from './visual-reads.ts';

const room = path.join(import.meta.dirname, 'testdata', 'ok');

/** case.json: what a definition is computed from. */
interface Case {
  readonly now: string;
  readonly tables: Readonly<Record<string, TinyTable>>;
  readonly controlValues?: Readonly<Record<string, ControlValue>>;
}

const read = (name: string, file: string) => JSON.parse(readFileSync(path.join(room, name, file), 'utf8'));

async function modelOf(name: string): Promise<DashboardModel> {
  const given: Case = read(name, 'case.json');
  const lake = await tinyLake(given.tables);
  const { now, controlValues = {} } = given;
  const dashboard = { id: name, title: name, definition: read(name, 'definition.json') };
  const model = await runDashboard(lake.connection, dashboard, { relationOf: lake.relationOf, now, controlValues });
  lake.close();
  return model;
}

/** Results by visual, for the reckoning by hand. */
function rowsOf(model: DashboardModel, id: string): unknown {
  const elements = model.sheets.flatMap((sheet) => sheet.elements);
  const element = elements.find((each) => each.kind === 'visual' && each.visual.id === id);
  return element?.kind === 'visual' ? element.visual.result.rows : undefined;
}

/** What is left of a number when it is written. */
const digits = (value: number): number => Number(value.toPrecision(15));

describe('runDashboard', () => {
  it.each(readdirSync(room))('computes testdata/ok/%s as its expected.json says', async (name) => {
    const model = JSON.parse(JSON.stringify(await modelOf(name)));
    const file = path.join(room, name, 'expected.json');
    if (!existsSync(file) && process.env['CI'] === undefined)
      writeFileSync(file, `${JSON.stringify(model, null, 2)}\n`);
    expect(model).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  });

  it('gives the numbers that a person reckons from the rows', async () => {
    // orders in January to March with at least 2 USD a line: 7.5 + 8 | 25 | 16 | 12 | 24 | 10 | 15 | 40
    const model = await modelOf('sales');
    expect(rowsOf(model, 'kpi-revenue')).toEqual([[65]]);
    expect(rowsOf(model, 'kpi-basket')).toEqual([[157.5 / 8]]);
    expect(rowsOf(model, 'pie-category')).toEqual([
      ['tea', 64],
      ['fruit', 57.5],
      ['coffee', 36],
    ]);
    expect(rowsOf(model, 'bar-region')).toEqual([
      ['north', 'tea', 48],
      ['north', 'fruit', 7.5],
      ['north', 'coffee', 24],
      ['south', 'fruit', 35],
      ['east', 'tea', 16],
      ['east', 'fruit', 15],
      ['Other', 'coffee', 12],
    ]);
    expect(rowsOf(model, 'combo')).toEqual([
      ['2026-01-01T00:00:00Z', 2, 40.5],
      ['2026-02-01T00:00:00Z', 3, 92.5],
      ['2026-03-01T00:00:00Z', 3, 157.5],
    ]);
    expect(rowsOf(model, 'table')).toEqual([
      ['north', 79.5, 79.5 / 3, digits(79.5 / 157.5)],
      ['south', 35, 35 / 2, digits(35 / 157.5)],
      ['east', 31, 31 / 2, digits(31 / 157.5)],
      ['west', 12, 12, digits(12 / 157.5)],
    ]);
  });

  it('computes again at the values of controls', async () => {
    // tea of at least 10 USD to the end of April: 16 east, 40 north, 72 south
    const model = await modelOf('sales-with-controls');
    expect(rowsOf(model, 'pie-category')).toEqual([['tea', 128]]);
    expect(rowsOf(model, 'bar-region')).toEqual([
      ['south', 'tea', 72],
      ['north', 'tea', 40],
      ['east', 'tea', 16],
    ]);
  });

  it('gives the same bytes for the same definition and data', async () => {
    expect(JSON.stringify(await modelOf('sales'))).toBe(JSON.stringify(await modelOf('sales')));
  });
});

describe('visualReads', () => {
  it('names each visual with its tables', () => {
    const reads = visualReads(read('what-is-not-drawn', 'definition.json'), (id) =>
      id === 'gone' ? undefined : `${id}_daily`,
    );
    expect(reads.slice(0, 2)).toEqual([
      { sheet: 'S', visual: 'Missing column', tables: ['sales_daily'] },
      { sheet: 'S', visual: 'Missing table', tables: [] },
    ]);
    expect(reads[8]).toEqual({ sheet: 'S', visual: 'Insight', tables: ['sales_daily'] });
  });
});
