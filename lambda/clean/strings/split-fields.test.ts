import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCsvScanner } from '../frame/csv-scanner.ts';
import { readFields } from '../read-fields.ts';
import { splitFields } from './split-fields.ts';

/** Pieces of a field without delimiter and line end; quotes may stand anywhere. */
const piece = fc.constantFrom('a', 'é', '😀', ' ', '\t', '\u00a0', '"', "'", '""', 'b c');
/** What stands between quotes: delimiters and line ends too. */
const inner = fc
  .array(fc.constantFrom('a', ' ', ',', ';', '\t', '\n', '\r\n', "'", '""', 'é'))
  .map((all) => all.join(''));
const blank = fc.constantFrom('', '', ' ', '\t', '  ');
const field = fc.oneof(
  fc.array(piece, { maxLength: 4 }).map((all) => all.join('')),
  fc.tuple(blank, inner, blank).map(([before, text, after]) => `${before}"${text}"${after}`),
);

const trimmed = (fields: readonly string[] | undefined): readonly string[] | undefined =>
  fields?.map((text) => text.trim());

describe('splitFields', () => {
  it('splits a record as csv-parse does, or not at all', () => {
    let split = 0;
    fc.assert(
      fc.property(
        fc.array(field, { minLength: 1, maxLength: 5 }),
        fc.constantFrom(',', ';', '\t'),
        (fields, delimiter) => {
          const raw = fields.join(delimiter);
          const marks = { delimiter, quote: '"', comment: undefined };
          const framed = createCsvScanner(marks).scan({ text: raw, final: true, longest: 1000 }, 0);
          if (framed.kind !== 'record' || framed.contentEnd < raw.length) return;
          const ours = splitFields(raw, marks);
          if (ours === undefined) return;
          split++;
          expect(trimmed(ours), JSON.stringify(raw)).toEqual(trimmed(readFields(raw, marks)));
        },
      ),
      { numRuns: 3000 },
    );
    expect(split).toBeGreaterThan(1000);
  });

  it('knows no quotes where there are none', () => {
    const raw = 'a,"b,c';
    expect(splitFields(raw, { delimiter: ',', quote: '', comment: undefined })).toEqual(['a', '"b', 'c']);
  });

  it.each(['a"b', '"a"b', '"a', 'a,"b"c', '"a" "b"'])('leaves %j to csv-parse', (raw) => {
    expect(splitFields(raw, { delimiter: ',', quote: '"', comment: undefined })).toBeUndefined();
  });
});
