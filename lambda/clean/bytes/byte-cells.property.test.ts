import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCell } from '../cells/compile-cell.ts';
import { CleanLines } from '../output/clean-lines.ts';
import { csvField } from '../output/csv-line.ts';
import { schemaOf } from '../testing/run-clean.ts';
import { compileByteCell } from './compile-byte-cell.ts';
import { planColumns } from './plan-columns.ts';

/** What the byte tier and the cells of the other tiers make of a text; undefined: they refuse it. */
type ReadBoth = (text: string) => { bytes: string | undefined; cells: string | undefined };

function compileBoth(property: object): ReadBoth {
  const schema = schemaOf({ type: 'object', properties: { value: property } });
  const [plan] = planColumns(schema) ?? [];
  const [column] = schema.columns;
  if (plan === undefined || column === undefined) throw new Error('the byte tier does not know the schema');
  const read = compileCell(column, 64);
  const cell = compileByteCell(plan, read);
  const lines = new CleanLines(() => undefined);
  return (text) => {
    const source = Buffer.from(text, 'utf8');
    lines.at = 0;
    const written = cell.write(source, 0, source.length, lines);
    const found = read(text);
    const passes = !('fault' in found) && plan.test()(found.value);
    return {
      bytes: written ? lines.bytes.toString('utf8', 0, lines.at) : undefined,
      cells: passes ? csvField(found.text) : undefined,
    };
  };
}

const own = (words: object, keywords: object = {}): object => ({ ...keywords, 'x-sluice': words });
const decimal = (words: object): object =>
  own({ precision: 9, scale: 2, ...words }, { type: 'string', format: 'decimal' });
const digits = fc.oneof(fc.stringMatching(/^[0-9]{1,6}$/), fc.stringMatching(/^[0-9]{1,18}$/));
const numberText = fc
  .tuple(
    fc.constantFrom('', '', '', '-', '+', '$', '-$', '$-', '€ '),
    fc.oneof(digits, fc.stringMatching(/^[0-9]{1,3}([,.'][0-9]{3}){1,3}$/)),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[.,][0-9]{0,3}$/)),
    fc.constantFrom('', '', '', 'e3', ' €', '%'),
  )
  .map((parts) => parts.join(''));
const two = fc.integer({ min: 0, max: 31 }).map((value) => String(value).padStart(2, '0'));
const dateText = fc
  .tuple(fc.constantFrom('0001', '1999', '2024', '2026', '9999', '26'), two, two, two, two, two)
  .chain(([year, month, day, hour, minute, second]) =>
    fc.constantFrom(
      ...[
        `${year}-${month}-${day}`,
        `${month}/${day}/${year}`,
        `${day}.${month}.${year.slice(-2)}`,
        `${day} Feb ${year}`,
      ],
      ...[`${year}-${month}-${day}T${hour}:${minute}:${second}Z`, `${year}-${month}-${day} ${hour}:${minute}`],
      ...[
        `${year}-${month}-${day}T${hour}:${minute}:${second}.120300+02:00`,
        `${month}/${day}/${year} ${hour}:${minute} PM`,
      ],
      ...[`${year}-${month}-${day} ${hour}:${minute}:${second},5 -0330`, `${year}-${month}-${day}t${hour}:${minute}`],
    ),
  );
const anyText = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text);

const kinds: Record<string, { properties: readonly object[]; texts: fc.Arbitrary<string> }> = {
  integers: {
    properties: [
      { type: 'integer', minimum: -100, maximum: 5000, multipleOf: 3 },
      { type: 'integer' },
      own({ formats: ['1,234', '1.234'] }, { type: 'integer' }),
    ],
    texts: numberText,
  },
  numbers: {
    properties: [{ type: 'number', exclusiveMinimum: 0 }, own({ formats: ['$1,234.56', '12.5%'] }, { type: 'number' })],
    texts: numberText,
  },
  decimals: {
    properties: [
      decimal({ minimum: '-5.25', maximum: '99999' }),
      decimal({ formats: ['1.234,56', '$1,234.56'] }),
      decimal({ precision: 3, scale: 3 }),
      decimal({ precision: 30, scale: 0, formats: ["1'234"] }),
    ],
    texts: numberText,
  },
  dates: {
    properties: [own({ formats: ['MM/DD/YYYY', 'D.M.YY', 'D MMM YYYY'] }, { type: 'string', format: 'date' })],
    texts: dateText,
  },
  'date-times': {
    properties: [
      own(
        { formats: ['MM/DD/YYYY hh:mm A', 'D.M.YY'], timeZone: 'Europe/Berlin' },
        { type: 'string', format: 'date-time' },
      ),
      own({ timeZone: 'UTC' }, { type: 'string', format: 'date-time' }),
      { type: 'string', format: 'date-time' },
    ],
    texts: dateText,
  },
  booleans: {
    properties: [{ type: 'boolean' }],
    texts: fc.constantFrom('true', 'TRUE', 'tRuE', 'y', 'N', 'off', '0', '1', 'yess', 'ja', 'ye\u0301s'),
  },
  text: {
    properties: [
      { type: 'string', minLength: 2, maxLength: 6 },
      { type: 'string', pattern: '^[a-zé]+$' },
      own({ formulas: 'quarantine' }, { type: 'string', maxLength: 8 }),
      { type: 'string', enum: ['a', 'b"c', 'é', 'x,y'] },
    ],
    texts: fc.oneof(anyText, fc.constantFrom('a', 'b"c', 'é', 'x,y', '=1+1', '-5', 'a\nb', '\0', 'e\u0301')),
  },
};

describe.each(Object.entries(kinds))('%s as bytes', (_, { properties, texts }) => {
  it('are what the cells of the other tiers make of them, or left to them', () => {
    let read = 0;
    const readers = properties.map(compileBoth);
    fc.assert(
      fc.property(fc.constantFrom(...readers), texts, (readBoth, text) => {
        const { bytes, cells } = readBoth(text);
        if (bytes !== undefined) read++;
        // What bytes accept, the others accept alike; what the others accept, bytes accept unless they leave it alone, which is no fault.
        if (bytes !== undefined) expect(bytes).toBe(cells);
        else if (cells !== undefined) expect(text).toMatch(/^(?!.)|[^\x20-\x7e]|[=+\-@]|\d{16,}|e3/);
      }),
      { numRuns: 1000 },
    );
    expect(read).toBeGreaterThan(60);
  });
});
