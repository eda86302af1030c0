import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../lambda/clean/output/csv-line.ts';
import { addValue, readCleanCells } from './clean-cells.ts';
import { ColumnEvidence } from './column-evidence.ts';
import { CombinedKeys } from './combined-keys.ts';
import { UniqueValues } from './unique-values.ts';

const cell = fc.oneof(
  fc.constant(null),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
  fc.constantFrom('a', 'b', '1', '007', '1.5'),
);
const isPlain = (value: string | null): boolean =>
  value === null || (value.trim() === value && value !== '' && value.isWellFormed());

describe('evidence', () => {
  test('of lines of a clean file is that of their values', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(cell.filter(isPlain), cell.filter(isPlain)), { maxLength: 50 }), (rows) => {
        const read = [new ColumnEvidence(), new ColumnEvidence()];
        const told = [new ColumnEvidence(), new ColumnEvidence()];
        readCleanCells(Buffer.from(rows.map((row, at) => csvLine([...row, at + 1])).join('')), read);
        for (const row of rows) {
          for (const [index, value] of row.entries()) {
            const evidence = told[index];
            if (evidence === undefined) continue;
            if (value === null) evidence.nulls++;
            else addValue(evidence, Buffer.from(value), 0, Buffer.byteLength(value));
          }
        }
        expect(read.map((one) => one.close())).toEqual(told.map((one) => one.close()));
        for (const [index, one] of read.entries()) {
          const values = rows.map((row) => row[index]).filter((value) => value !== null);
          expect([one.values, one.nulls]).toEqual([values.length, rows.length - values.length]);
        }
      }),
    );
  });

  test('counts each value, and knows whether one comes twice, beyond what it keeps too', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), fc.boolean(), (many, isTwice) => {
        const evidence = new ColumnEvidence();
        const add = (text: string) => addValue(evidence, Buffer.from(text), 0, text.length);
        for (let at = 0; at < many; at++) add(`v${at}`);
        if (isTwice) add(`v${many - 1}`);
        const closed = evidence.close();
        expect(closed.isUnique).toBe(!isTwice);
        expect(closed.isAll).toBe(many <= 8192);
        expect(closed.values).toBe(many + Number(isTwice));
      }),
      { numRuns: 20 },
    );
  });
});

test('values are unique exactly where a Set says so', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.nat(3)), { maxLength: 60 }), (pairs) => {
      const unique = new UniqueValues();
      for (const [first, second] of pairs) unique.add(first + 1, second);
      expect(unique.holds).toBe(new Set(pairs.map(String)).size === pairs.length);
    }),
  );
});

test('columns are a key together exactly where a Set says so', () => {
  const value = fc.constantFrom('a', 'b', 'c, d', 'e"f', null);
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value, value), { maxLength: 20 }), (rows) => {
      const combinations = [
        [0, 1],
        [1, 2],
        [0, 1, 2],
      ];
      const keys = new CombinedKeys(3, combinations);
      const lines = rows.map((row, at) => Buffer.from(csvLine([...row, at + 1])));
      for (const line of lines) keys.read(line);
      const isKey = (indexes: readonly number[]) =>
        new Set(rows.map((row) => JSON.stringify(indexes.map((index) => row[index] ?? null)))).size === rows.length;
      const expected = combinations.findIndex(isKey);
      expect(keys.found).toBe(expected === -1 ? undefined : expected);
    }),
  );
});
