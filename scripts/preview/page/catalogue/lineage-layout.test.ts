import { expect, test } from 'vitest';
import { sampleCatalogue } from '../../testing/sample-model.ts';
import { layOutLineage } from './lineage-layout.ts';

const layout = layOutLineage(sampleCatalogue);
const layerOf = (id: string) => layout.nodes.find((node) => node.id === id)?.layer ?? -1;

test('every line goes to the right', () => {
  expect(layout.edges.length).toBeGreaterThan(5);
  for (const { from, to } of layout.edges) expect(layerOf(from)).toBeLessThan(layerOf(to));
});

test('a table of a table stands right of it, and all dashboards in the last layer', () => {
  expect(layerOf('table:sales_monthly')).toBe(layerOf('table:sales_daily') + 1);
  expect(layerOf('dashboard:sample')).toBe(layout.layers - 1);
  expect(layerOf('dashboard:operations')).toBe(layout.layers - 1);
});

test('a line that skips a layer has a way through it', () => {
  const skipping = layout.edges.find(({ from, to }) => from === 'table:sales_daily' && to === 'dashboard:sample');
  expect(skipping?.by.map(layerOf)).toEqual([2]);
});

test('each place of a layer is taken once', () => {
  const places = layout.nodes.map(({ layer, order }) => `${layer}/${order}`);
  expect(new Set(places).size).toBe(places.length);
});

test('tables that read each other in a circle still end', () => {
  const [table] = sampleCatalogue.tables;
  if (table === undefined) throw new TypeError('the sample has tables');
  const tables = [
    { ...table, name: 'a', reads: ['b'] },
    { ...table, name: 'b', reads: ['a'] },
  ];
  expect(layOutLineage({ datasets: [], tables, dashboards: [] }).edges).toHaveLength(2);
});
