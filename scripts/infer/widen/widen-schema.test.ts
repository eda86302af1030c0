import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DatasetSchema } from '../../../lambda/schema/dataset-schema.ts';
import { parseDatasetSchema } from '../../../lambda/schema/parse-dataset-schema.ts';
import { formatSchema } from '../format-schema.ts';
import { inferDataset } from '../infer-dataset.ts';
import { fileOf, unsettled } from '../testing/input-files.ts';
import { csvOf, typedTables } from '../testing/typed-tables.ts';
import { verifyDraft } from '../verify-draft.ts';
import { findLostValues } from './find-lost-values.ts';
import { widenSchema } from './widen-schema.ts';

async function inferred(text: string) {
  const read = await inferDataset([fileOf('a.csv', Buffer.from(text))], unsettled);
  if ('findings' in read) throw new Error(JSON.stringify(read.findings));
  return read.inferred;
}

function parse(schema: string): DatasetSchema {
  const parsed = parseDatasetSchema(schema, { name: 'drafted', file: 'schema.json' });
  if ('findings' in parsed) throw new Error(JSON.stringify(parsed.findings));
  return parsed.schema;
}

async function quarantined(schema: string, text: string): Promise<number> {
  const verdict = await verifyDraft(
    { ...parse(schema), tolerance: 1 },
    [fileOf('a.csv', Buffer.from(text))],
    undefined,
  );
  expect(verdict.findings).toEqual([]);
  return verdict.quarantined;
}

/** Cells that change what a column is: tokens, other types, other ways of writing. */
const strangers = fc.constantFrom(
  '',
  'NA',
  '-',
  '12.5',
  '1234567',
  'word',
  '2025-01-02',
  '03.04.2025',
  '-999',
  'true',
  '01234',
  '$5.00',
  '1e5',
);

/** What no wider schema mends: a stranger may be written in another order, or with other marks. */
const contradictions = ['date-orders-differ', 'day-order-open', 'number-marks-differ'];

describe('a wider schema', () => {
  it('takes the new file, and every row and value that the old one took', async () => {
    await fc.assert(
      fc.asyncProperty(
        typedTables,
        typedTables,
        strangers,
        fc.nat(),
        fc.nat(9),
        async (old, other, stranger, which, every) => {
          const known = old.map(({ name }) => name);
          const shared = old.map((column, at) =>
            at === which % old.length
              ? { ...column, cells: column.cells.map((cell, row) => (row % (every + 1) === 0 ? stranger : cell)) }
              : column,
          );
          const rows = shared[0]?.cells.length ?? 0;
          const added = other
            .filter(({ name, cells }) => !known.includes(name) && cells.length >= rows)
            .map((column) => ({ ...column, cells: column.cells.slice(0, rows) }));
          const [before, after] = [csvOf(old, ';'), csvOf([...shared, ...added], ';')];
          const schema = formatSchema((await inferred(before)).schema);
          const { columns } = await inferred(after);
          const widened = await widenSchema(schema, 'drafted', [fileOf('a.csv', Buffer.from(after))], columns);
          if ('findings' in widened) {
            expect(contradictions).toEqual(expect.arrayContaining(widened.findings.map(({ code }) => code)));
            return;
          }
          expect(await quarantined(schema, before)).toBe(0);
          expect(await quarantined(widened.text, before)).toBe(0);
          const file = [fileOf('a.csv', Buffer.from(before))];
          expect(await findLostValues(parse(schema), parse(widened.text), file)).toEqual([]);
          expect(await quarantined(widened.text, after)).toBe(widened.verdict.quarantined);
          if (widened.changes.length === 0) expect(widened.text).toBe(schema);
        },
      ),
      { numRuns: 40 },
    );
  });
});
