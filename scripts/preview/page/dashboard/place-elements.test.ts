import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ElementModel, GridPlace } from '../../model.ts';
import { base } from '../../testing/sample-visuals.ts';
import { placeElements } from './place-elements.ts';

function text(place: GridPlace): ElementModel {
  return { kind: 'text', id: JSON.stringify(place), place, paragraphs: [] };
}

function figure(column: number, row: number): ElementModel {
  const place = { column, row, columnSpan: 9, rowSpan: 5 };
  return {
    kind: 'visual',
    place,
    visual: {
      ...base(`k${column}-${row}`, 'Figure', [], []),
      kind: 'kpi',
      value: undefined,
      target: undefined,
      comparison: undefined,
      sparkline: undefined,
    },
  };
}

test('elements come in reading order, from the first used row', () => {
  const placed = placeElements([
    text({ column: 18, row: 7, columnSpan: 18, rowSpan: 4 }),
    text({ column: 0, row: 7, columnSpan: 18, rowSpan: 4 }),
    text({ column: 0, row: 5, columnSpan: 36, rowSpan: 2 }),
  ]);
  expect(placed.map(({ row, column }) => [row.start, column.start])).toEqual([
    [1, 1],
    [3, 1],
    [3, 19],
  ]);
});

test('figures stand in pairs on a narrow page; one left over takes the whole width', () => {
  const placed = placeElements([
    figure(0, 0),
    figure(9, 0),
    figure(18, 0),
    text({ column: 0, row: 5, columnSpan: 36, rowSpan: 2 }),
  ]);
  expect(placed.map(({ narrowSpan }) => narrowSpan)).toEqual([1, 1, 2, 2]);
});

test('whatever a definition asks for stays within the 36 columns', () => {
  const place = fc.record({
    column: fc.integer({ min: -5, max: 60 }),
    row: fc.integer({ min: 0, max: 100 }),
    columnSpan: fc.integer({ min: -3, max: 80 }),
    rowSpan: fc.integer({ min: -3, max: 50 }),
  });
  fc.assert(
    fc.property(fc.array(place), (places) => {
      for (const { column, row } of placeElements(places.map(text))) {
        expect(column.start).toBeGreaterThanOrEqual(1);
        expect(column.start + column.span).toBeLessThanOrEqual(37);
        expect(Math.min(column.span, row.span, row.start)).toBeGreaterThanOrEqual(1);
      }
    }),
  );
});
