import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCell } from '../cells/compile-cell.ts';
import { DuplicateRows } from '../duplicate-rows.ts';
import { slotLines, slotLinesEnd } from '../kernel/slot-names.ts';
import { stopDone } from '../kernel/stop.ts';
import { defaultLimits } from '../limits.ts';
import { ColumnProfile } from '../output/column-profile.ts';
import { csvField } from '../output/csv-line.ts';
import { schemaOf } from '../testing/run-clean.ts';
import { FileHost } from './file-host.ts';
import { Kernel } from './kernel.ts';
import { placeColumns } from './place-columns.ts';
import { planColumns } from './plan-columns.ts';

/** What the kernel and the cells of the other tiers make of a text; undefined: they refuse it. */
type ReadBoth = (text: string) => { bytes: string | undefined; cells: string | undefined };

/** Room for one record. */
const room = 1024;

function compileBoth(property: object): ReadBoth {
  const schema = schemaOf({ type: 'object', properties: { value: property } });
  const [plan] = planColumns(schema) ?? [];
  const [column] = schema.columns;
  if (plan === undefined || column === undefined) throw new Error('the byte tier does not know the schema');
  const read = compileCell(column, 64);
  const kernel = Kernel.take({ plans: {}, form: '' }, () => undefined);
  const { exports } = kernel;
  placeColumns(kernel, [plan], [0], [{ column, index: 0, protect: undefined, profile: new ColumnProfile(column) }]);
  kernel.host = new FileHost(
    kernel,
    [{ column, read, test: plan.test, protect: undefined }],
    new DuplicateRows(schema, defaultLimits, 'x.csv'),
  );
  exports.setFormat(0);
  exports.setMarks(44, 34, 256);
  exports.setFields(1);
  exports.setReading(room, 0, 1_000_000);
  exports.makeRoom(room, room);
  const place = exports.allocate(room);
  return (text) => {
    const record = Buffer.from(`"${text.replaceAll('"', '""')}"\n`, 'utf8');
    record.copy(kernel.bytes, place);
    const end = place + record.length;
    kernel.bytes.fill(10, end, end + 32);
    // Behind row 1, which is audited: the line is the value and ",2".
    const isWritten = exports.read(place, end, 1, end, 1, room) === stopDone;
    const found = read(text);
    const passes = !('fault' in found) && plan.test()(found.value);
    const line = kernel.bytes.toString('utf8', kernel.slot(slotLines), kernel.slot(slotLinesEnd));
    return { bytes: isWritten ? line.slice(0, -3) : undefined, cells: passes ? csvField(found.text) : undefined };
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
const anyText = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() === text && !text.includes('\0'));

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
    texts: fc.oneof(anyText, fc.constantFrom('a', 'b"c', 'é', 'x,y', '=1+1', '-5', 'a\nb', 'e\u0301')),
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
