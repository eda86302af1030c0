import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tableOf } from '../testing/lake-fixture.ts';
import { orderTables } from './order-tables.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const graph = fc.tuple(...names.map(() => fc.uniqueArray(fc.constantFrom(...names, 'dataset'), { maxLength: 3 })));
const tablesOf = (reads: readonly (readonly string[])[]) =>
  names.map((name, index) => ({ ...tableOf(name, { id: 'bigint' }, ['id']), reads: reads[index] ?? [] }));

/** Whether a table can get back to itself, or to a table that can, by what it reads: found the slow way. */
function waits(name: string, reads: ReadonlyMap<string, readonly string[]>): boolean {
  const reached = new Set<string>([name]);
  for (const one of reached) for (const next of reads.get(one) ?? []) reached.add(next);
  return [...reached].some((one) => {
    const from = new Set(reads.get(one) ?? []);
    for (const next of from) for (const further of reads.get(next) ?? []) from.add(further);
    return from.has(one);
  });
}

test('each table comes after those it reads; exactly those on a cycle or behind one are left out, and told why', () => {
  fc.assert(
    fc.property(graph, (lists) => {
      const tables = tablesOf(lists);
      const reads = new Map(tables.map((table) => [table.name, table.reads]));
      const { ordered, findings } = orderTables(tables);
      const order = ordered.map((table) => table.name);
      for (const table of ordered) {
        for (const name of table.reads)
          if (names.includes(name)) expect(order.indexOf(name)).toBeLessThan(order.indexOf(table.name));
      }
      const out = names.filter((name) => !order.includes(name));
      expect(out).toEqual(names.filter((name) => waits(name, reads)));
      const told = new Set(findings.map((finding) => finding.place.file.split('/')[2]));
      expect([...told].sort()).toEqual(out);
    }),
  );
});

test('the order does not depend on the order given', () => {
  fc.assert(
    fc.property(graph, fc.shuffledSubarray(names, { minLength: names.length }), (lists, shuffled) => {
      const tables = tablesOf(lists);
      const again = shuffled.flatMap((name) => tables.filter((table) => table.name === name));
      expect(orderTables(again)).toEqual(orderTables(tables));
    }),
  );
});
