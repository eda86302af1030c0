import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countRecords } from './count-records.ts';
import { writeCsvLine } from './write-csv-line.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const cell = fc.oneof(
  fc.constant(null),
  fc.string({ unit: fc.constantFrom('"', '\n', ',', 'a', 'é') }),
  fc.constant('x'.repeat(400)),
);
const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 40 });

it('counts the records of CSV, with many quotes and with few, wherever the chunk stands in its buffer', () => {
  fc.assert(
    fc.property(rows, fc.nat(9), fc.boolean(), (records, offset, sparse) => {
      const plain = sparse ? 'x,y\n'.repeat(300) : '';
      const text = bytes(plain + records.map(writeCsvLine).join(''));
      const within = new Uint8Array(offset + text.length + 3).fill('\n'.charCodeAt(0));
      within.set(text, offset);
      const chunk = within.subarray(offset, offset + text.length);
      expect(countRecords(chunk, 'csv')).toBe(records.length + (sparse ? 300 : 0));
    }),
  );
});

it('counts the lines of NDJSON, quotes or not', () => {
  expect(countRecords(bytes('{"a":"b"}\n{"a":"\\n\\""}\n{"a":1}\n'), 'ndjson')).toBe(3);
  expect(countRecords(new Uint8Array(), 'ndjson')).toBe(0);
});
