import fc from 'fast-check';
import { expect, test } from 'vitest';
import { downstream, type Lineage } from '../changes/lineage.ts';
import { type Named, planRemoval, reachedBy } from './plan-removal.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

/** One is called as a table is. */
const boards = ['e', 'board_1', 'board_2'];

/** Any lineage without a cycle: a table reads datasets and tables before it. */
const lineages: fc.Arbitrary<Lineage> = fc
  .tuple(
    fc.array(fc.subarray(names), { minLength: 4, maxLength: 4 }),
    fc.array(fc.subarray(names), { minLength: 3, maxLength: 3 }),
  )
  .map(([reads, drawn]) => ({
    tables: new Map(reads.map((all, at) => [names[at + 3] ?? '', all.filter((one) => one < (names[at + 3] ?? ''))])),
    dashboards: new Map(drawn.map((all, at) => [boards[at] ?? '', all.filter((one) => one >= 'd')])),
  }));
const asked: fc.Arbitrary<Named> = fc
  .constantFrom(...names)
  .map((name) => ({ kind: name < 'd' ? 'dataset' : 'table', name }));

test('with dependents, nothing that stays names anything that goes', () => {
  fc.assert(
    fc.property(lineages, asked, (lineage, one) => {
      const { removes, breaks } = planRemoval(lineage, one, true);
      expect(breaks).toEqual([]);
      const of = (kind: string) => new Set(removes.filter((named) => named.kind === kind).map(({ name }) => name));
      const gone = new Set([...of('dataset'), ...of('table')]);
      for (const [name, reads] of lineage.tables)
        if (!gone.has(name)) expect(reads.filter((read) => gone.has(read))).toEqual([]);
      for (const [name, reads] of lineage.dashboards)
        if (!of('dashboard').has(name)) expect(reads.filter((read) => gone.has(read))).toEqual([]);
    }),
  );
});

test('what goes with it is what the lineage calls downstream, and nothing more', () => {
  fc.assert(
    fc.property(lineages, asked, (lineage, one) => {
      const touched = downstream(
        lineage,
        {
          datasets: one.kind === 'dataset' ? [one.name] : [],
          tables: one.kind === 'table' ? [one.name] : [],
          dashboards: [],
        },
        false,
      );
      const found = [one, ...reachedBy(lineage, one)];
      const of = (kind: string) =>
        found
          .filter((named) => named.kind === kind)
          .map(({ name }) => name)
          .sort();
      expect(of('table')).toEqual(touched.tables);
      // A dashboard may read a dataset's name as a table's: only tables give it data.
      expect(of('dashboard')).toEqual(touched.dashboards);
    }),
  );
});

test('without dependents it breaks exactly its own readers', () => {
  fc.assert(
    fc.property(lineages, asked, (lineage, one) => {
      const { removes, breaks } = planRemoval(lineage, one, false);
      expect(removes).toEqual([one]);
      const readers = [...lineage.tables, ...lineage.dashboards].filter(([, reads]) => reads.includes(one.name));
      expect(breaks.map(({ name }) => name).sort()).toEqual(readers.map(([name]) => name).sort());
    }),
  );
});
