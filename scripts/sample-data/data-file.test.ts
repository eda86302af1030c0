import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, textFile, writeRows } from './data-file.ts';
import { createRandom } from './random.ts';

test('a CSV reader gives back the fields that were written', () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', ' ', '"', ',', ';', '\n', '\r') });
  fc.assert(
    fc.property(fc.array(field, { minLength: 2 }), fc.constantFrom(',', ';'), (fields, delimiter) => {
      expect(parse(`${csvLine(fields, delimiter)}\n`, { delimiter, record_delimiter: '\n' })).toEqual([fields]);
    }),
  );
});

test('every fault comes as often as it says, in rows that suit it, one a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1000 }), (seed) => {
      const rows = Array.from({ length: 60 }, (_, index) => index);
      const lines = writeRows(
        rows,
        String,
        [
          { kind: 'even', times: [2, 4], suits: (row) => row % 2 === 0, write: (row) => `even ${row}` },
          { kind: 'any', times: [3, 3], write: (row) => `any ${row}` },
        ],
        createRandom(seed, 'faults'),
      );
      expect(lines.map((line) => Number(line.split(' ').at(-1)))).toEqual(rows);
      const even = lines.filter((line) => line.startsWith('even')).map((line) => Number(line.slice(5)));
      expect(even.length).toBeGreaterThanOrEqual(2);
      expect(even.length).toBeLessThanOrEqual(4);
      expect(even.every((row) => row % 2 === 0)).toBe(true);
      expect(lines.filter((line) => line.startsWith('any'))).toHaveLength(3);
    }),
  );
});

test('a fault that suits fewer rows than it wants takes them all', () => {
  const faults = [{ kind: 'seven', times: [5, 5] as const, suits: (row: number) => row === 7, write: () => 'seven' }];
  expect(writeRows([6, 7, 8], String, faults, createRandom(1, 'few'))).toEqual(['6', 'seven', '8']);
});

test('a file begins with a byte order mark and ends its lines as asked', () => {
  expect(textFile('a.csv', ['x', 'y'], { end: '\r\n', bom: true }).bytes.toString('hex')).toBe('efbbbf780d0a790d0a');
  expect(textFile('a.csv', ['x', 'y']).bytes.toString()).toBe('x\ny\n');
});
