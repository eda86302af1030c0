import { expect, test } from 'vitest';
import type { Staleness, StaleReason } from '../../pipeline/find-stale.ts';
import { parseDay } from './names-day.ts';
import { type Selection, selectFiles } from './select-files.ts';

const object = (key: string) => ({ key, size: 1, etag: '"e"', version: 'v' });
const stale: [string, StaleReason[]][] = [
  ['items/2026-05-02.csv', ['missed']],
  ['orders/2026-05-01.csv', ['schema', 'engine']],
  ['orders/2026-05-01/gone.csv', ['gone']],
];
const found: Staleness = {
  raw: ['items/2026-05-02.csv', 'orders/2026-05-01.csv', 'orders/2026-05-02.csv', 'strangers/2026-05-01.csv'].map(
    object,
  ),
  stale: stale.map(([key, reasons]) => ({ key, reasons })),
  cleaned: new Map(),
};
const all: Selection = { dataset: undefined, day: undefined, uploaded: undefined, force: false };
const select = (selection: Partial<Selection>) => {
  const { wanted, meant } = selectFiles(found, { ...all, ...selection }, new Set(['items', 'orders']));
  return { meant, wanted: wanted.map(({ key, reasons }) => `${key} ${reasons.join()}`) };
};
const day = parseDay('2026-05-01');

test('what is stale, and what is gone', () =>
  expect(select({})).toEqual({
    meant: 4,
    wanted: ['items/2026-05-02.csv missed', 'orders/2026-05-01.csv schema,engine', 'orders/2026-05-01/gone.csv gone'],
  }));

test('of one dataset', () =>
  expect(select({ dataset: 'items' })).toEqual({ meant: 1, wanted: ['items/2026-05-02.csv missed'] }));

test('of one day, by name', () =>
  expect(select({ day })).toEqual({
    meant: 2,
    wanted: ['orders/2026-05-01.csv schema,engine', 'orders/2026-05-01/gone.csv gone'],
  }));

test('of one day, by upload', () =>
  expect(select({ day, uploaded: new Set(['items/2026-05-02.csv', 'orders/2026-05-02.csv']) })).toEqual({
    meant: 2,
    wanted: ['items/2026-05-02.csv missed'],
  }));

test('with force also what is of today, and never what clean does not know', () =>
  expect(select({ force: true })).toEqual({
    meant: 4,
    wanted: [
      'items/2026-05-02.csv missed',
      'orders/2026-05-01.csv schema,engine',
      'orders/2026-05-01/gone.csv gone',
      'orders/2026-05-02.csv forced',
    ],
  }));
