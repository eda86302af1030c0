import fc from 'fast-check';

/** A record whose place in the file and whose fate the test knows. */
export interface KnownRecord {
  /** As it stands in the file, without what separates it from the next. */
  readonly raw: string;
  /** Its cells in the clean file (`''` for null), or undefined: it goes to quarantine. */
  readonly clean: readonly string[] | undefined;
}

/** The columns that the records below are of. @param own the root's `x-sluice` */
export const knownSchema = (own: object): object => ({
  type: 'object',
  'x-sluice': { tolerance: 1, ...own },
  properties: {
    id: { type: 'integer' },
    name: { type: ['string', 'null'], maxLength: 12 },
    price: { type: ['string', 'null'], format: 'decimal', 'x-sluice': { precision: 9, scale: 2 } },
    day: { type: ['string', 'null'], format: 'date', 'x-sluice': { formats: ['DD.MM.YYYY'] } },
  },
  required: ['id'],
});

const id = fc.integer({ min: -(10 ** 9), max: 10 ** 9 });
const name = fc.constantFrom('Ann', 'Bob B', 'Grüße', 'é', 'x', '');
const price = fc
  .tuple(fc.integer({ min: 0, max: 10 ** 6 }), fc.integer({ min: 0, max: 99 }))
  .map(([whole, cents]) => `${whole}.${String(cents).padStart(2, '0')}`);
const day = fc.constantFrom('2026-01-31', '2024-02-29', '1999-12-01');

/** `2026-01-31` as `31.01.2026`. */
const german = (iso: string): string => iso.split('-').reverse().join('.');

const plainCsv = fc
  .tuple(id, name, price, day, fc.boolean())
  .map(([number, text, amount, date, spelt]): KnownRecord => {
    const written = [
      spelt ? `+${number}`.replace('+-', '-') : String(number),
      text,
      amount,
      spelt ? german(date) : date,
    ];
    return { raw: written.join(','), clean: [String(number), text, amount, date] };
  });
const quotedCsv = fc
  .tuple(id, fc.constantFrom('a,b', 'say "x"', 'two\nlines', 'a\r\nb'))
  .map(([number, text]): KnownRecord => {
    return { raw: `"${number}" , "${text.replaceAll('"', '""')}",,`, clean: [String(number), text, '', ''] };
  });
const badCsv = fc
  .constantFrom(
    ...['x,a,1,', '1', '1,a,1,,,', '1,a b"c,1,', '1,"a"b,1,', ',a,1,', '1,much too long a name,1,', '1,a,1.555,'],
    ...['1,a,,2026-02-30', '1,"two\nlines, and too long",,', '1,a\0b,,', '9999999999999999999,,,', '1,é"é,,', ',,,'],
  )
  .map((raw): KnownRecord => ({ raw, clean: undefined }));
/** A quote that nothing closes takes what follows with it, up to the first line that reads as a record. */
const openCsv = plainCsv.map((next): readonly KnownRecord[] => [{ raw: '1,"no end,1,', clean: undefined }, next]);

/** Records of a CSV file in the order of the schema's columns. */
export const knownCsv: fc.Arbitrary<readonly KnownRecord[]> = fc
  .array(fc.oneof({ weight: 6, arbitrary: fc.oneof(plainCsv, quotedCsv, badCsv).map((one) => [one]) }, openCsv), {
    maxLength: 25,
  })
  .map((groups) => groups.flat());

const soundJson = fc
  .tuple(id, name, price, day, fc.constantFrom('', ' ', '  '))
  .map(([number, text, amount, date, blank]): KnownRecord => {
    const members = [
      `"id":${number}`,
      `"name":${JSON.stringify(text)}`,
      `"price":${amount}`,
      `"day":"${german(date)}"`,
    ];
    return { raw: `{${blank}${members.join(`,${blank}`)}}`, clean: [String(number), text, amount, date] };
  });
const badJson = fc
  .constantFrom(
    ...[
      '{}',
      '{"id":"x"}',
      '{"id":1,"id":2}',
      '{"id":1,"more":2}',
      '{"id":1,}',
      '{id:1}',
      '{"id":01}',
      '{"id":[1]}',
      '{"id":null}',
    ],
    ...[
      '{"id":1,"name":"much too long a name"}',
      '{"id":1,"name":"\\ud800"}',
      '{"id":1,"name":"\\u0000"}',
      '{"id":1,"day":"é"}',
    ],
    ...['{"id":{"a":[1,{}]}}', '{"id":true,"price":"1.555"}', '{"id":1,"name":"a\\qb"}'],
  )
  .map((raw): KnownRecord => ({ raw, clean: undefined }));

/** Records of NDJSON or of one JSON array, each an object on one line. */
export const knownJson: fc.Arbitrary<readonly KnownRecord[]> = fc.array(fc.oneof(soundJson, badJson), {
  maxLength: 25,
});
