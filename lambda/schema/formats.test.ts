import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isColumnName, toColumnName } from './column-name.ts';
import { parseDateFormat } from './date-format.ts';
import { compareDecimals, fitsDecimal, isDecimal, parseDecimal, readUnits } from './decimal.ts';
import { compileDecimalKeyword } from './decimal-keyword.ts';
import { formatOfFile } from './file-format.ts';
import { nearestName } from './nearest-name.ts';
import { parseNumberFormat } from './number-format.ts';
import { isTimeZone } from './time-zone.ts';

describe('parseDateFormat', () => {
  it('reads fields and literal text in order', () => {
    expect(parseDateFormat('D MMM YYYY, hh:mm:ss.SSS A Z', 'timestamp')).toEqual({
      pieces: [
        ...[{ field: 'D' }, { literal: ' ' }, { field: 'MMM' }, { literal: ' ' }, { field: 'YYYY' }, { literal: ', ' }],
        ...[{ field: 'hh' }, { literal: ':' }, { field: 'mm' }, { literal: ':' }, { field: 'ss' }, { literal: '.' }],
        ...[{ field: 'S', digits: 3 }, { literal: ' ' }, { field: 'A' }, { literal: ' ' }, { field: 'Z' }],
      ],
    });
    expect(parseDateFormat('YYYYMMDDTHHmmss', 'timestamp')).toHaveProperty('pieces.3', { literal: 'T' });
  });

  it('gives back the pattern when its pieces are joined', () => {
    const field = fc.constantFrom(
      'YYYY',
      'YY',
      'MMM',
      'MM',
      'M',
      'DD',
      'D',
      'HH',
      'H',
      'mm',
      'ss',
      'SSSSSS',
      'Z',
      '-',
      '/',
      ' ',
      'T',
      'x',
    );
    fc.assert(
      fc.property(fc.array(field, { maxLength: 9 }), (fields) => {
        const pattern = fields.join('');
        const read = parseDateFormat(pattern, 'timestamp');
        if ('problem' in read) return;
        const text = read.pieces.map((piece) =>
          'literal' in piece ? piece.literal : piece.field === 'S' ? 'S'.repeat(piece.digits) : piece.field,
        );
        expect(text.join('')).toBe(pattern);
      }),
    );
  });
});

describe('parseNumberFormat', () => {
  it.each([
    ['1,234.56', ',', '.', '', '', false],
    ['1.234,56', '.', ',', '', '', false],
    ['1234,56', '', ',', '', '', false],
    ['1 234.56', ' ', '.', '', '', false],
    ["1'234.56", "'", '.', '', '', false],
    ['1\u202F234,56', '\u202F', ',', '', '', false],
    ['$1,234.56', ',', '.', '$', '', false],
    ['1.234,56 €', '.', ',', '', '€', false],
    ['CHF 1234.5', '', '.', 'CHF', '', false],
    ['12.5%', '', '.', '', '', true],
    ['12,5 %', '', ',', '', '', true],
    ['1,234', ',', '', '', '', false],
    ['1234', '', '', '', '', false],
    ['1,234,567.8', ',', '.', '', '', false],
  ])('reads %s', (text, group, decimal, prefix, suffix, percent) => {
    expect(parseNumberFormat(text)).toEqual({ group, decimal, prefix, suffix, percent });
  });

  it.each(['', 'x', '1,23', '1.2.3', '1,2345.6', '12,345,67', '#,##0', '1,234.56.7', '%', '-'])(
    'refuses %j',
    (text) => {
      // "1,23" is read as a decimal comma, which is what it most likely is.
      expect(parseNumberFormat(text)).toEqual(text === '1,23' ? expect.objectContaining({ decimal: ',' }) : undefined);
    },
  );
});

describe('decimals', () => {
  it('compares as numbers do, without a float', () => {
    const decimal = fc.tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat({ max: 20 }));
    fc.assert(
      fc.property(decimal, decimal, ([left, leftScale], [right, rightScale]) => {
        const text = (units: bigint, scale: number): string => {
          const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
          const cut = digits.length - scale;
          return `${units < 0n ? '-' : ''}${digits.slice(0, cut)}${scale === 0 ? '' : `.${digits.slice(cut)}`}`;
        };
        const [a, b] = [parseDecimal(text(left, leftScale)), parseDecimal(text(right, rightScale))];
        if (a === undefined || b === undefined) return expect.fail('not read');
        const difference = left * 10n ** BigInt(rightScale) - right * 10n ** BigInt(leftScale);
        expect(Math.sign(compareDecimals(a, b))).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        expect(fitsDecimal(a, 38, leftScale)).toBe(
          (left < 0n ? -left : left) / 10n ** BigInt(leftScale) < 10n ** BigInt(38 - leftScale),
        );
      }),
    );
  });

  it('judges plain ones without BigInt as it judges all others', () => {
    const digits = fc.stringMatching(/^\d{1,12}$/);
    const text = fc
      .tuple(fc.constantFrom('', '-'), digits, fc.option(digits))
      .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === null ? '' : `.${fraction.slice(0, 4)}`}`);
    const rules = fc.record(
      { precision: fc.integer({ min: 4, max: 18 }), scale: fc.nat({ max: 4 }), minimum: text, maximum: text },
      { requiredKeys: ['precision', 'scale'] },
    );
    fc.assert(
      fc.property(rules, text, (own, decimal) => {
        const judge = compileDecimalKeyword(own, { format: 'decimal' });
        // As many zeros are too many digits for the short way, and change nothing.
        expect(judge(decimal)).toBe(judge(decimal.replace(/\d/, `${'0'.repeat(20)}$&`)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each(['1.', '.5', '+1', '1e3', ' 1', '1,5', '--1', '', '1'.repeat(103), '١'])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(isDecimal(text)).toBe(false);
    expect([0, 1, 2].map((scale) => readUnits(text, scale))).toEqual([undefined, undefined, undefined]);
  });
});

describe('names', () => {
  it.each([
    ['Sold At', 'sold_at'],
    ['soldAt', 'sold_at'],
    ['HTTPStatus', 'http_status'],
    ['  Unit Price (USD) ', 'unit_price_usd'],
    ['Größe', 'groesse'],
    ['Café №5', 'cafe_no5'],
    ['2nd', 'n_2nd'],
    ['名前', undefined],
    ['___', undefined],
  ])('turns %j into %j', (text, name) => {
    expect(toColumnName(text)).toBe(name);
  });

  it('turns any text into a column name or nothing, and a turned one into itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const name = toColumnName(text);
        if (name === undefined) return;
        expect(isColumnName(name)).toBe(true);
        expect(toColumnName(name)).toBe(name);
      }),
    );
  });

  it.each([
    ['primary_key', 'primaryKey'],
    ['tolerence', 'tolerance'],
    ['ownre', 'owner'],
    ['nonsense', undefined],
    ['', undefined],
    ['x'.repeat(101), undefined],
  ])('finds the name nearest to %j', (word, name) => {
    expect(nearestName(word, ['owner', 'primaryKey', 'tolerance', 'readers'])).toBe(name);
  });

  it('finds every name after one slip', () => {
    const words = ['transaction_id', 'temperature', 'updated_at', 'region', 'quantity'];
    fc.assert(
      fc.property(fc.constantFrom(...words), fc.nat(), fc.constantFrom('cut', 'double', 'swap'), (word, n, slip) => {
        const at = n % (word.length - 1);
        const [before, one = '', two = '', after] = [word.slice(0, at), word[at], word[at + 1], word.slice(at + 2)];
        const written = {
          cut: before + two + after,
          double: before + one + one + two + after,
          swap: before + two + one + after,
        }[slip];
        expect(nearestName(written, words)).toBe(word);
      }),
    );
  });

  it.each([
    ['UTC', true],
    ['Europe/Berlin', true],
    ['America/Argentina/Buenos_Aires', true],
    ['+02:00', false],
    ['Mars/Olympus', false],
    ['', false],
  ])('knows whether %j is a time zone', (name, is) => {
    expect(isTimeZone(name)).toBe(is);
  });

  it.each([
    ['a.csv', 'csv'],
    ['a.CSV.gz', 'csv'],
    ['a.tsv', 'csv'],
    ['a.jsonl', 'ndjson'],
    ['a.ndjson.gz', 'ndjson'],
    ['a.json', 'json'],
    ['a.parquet', undefined],
    ['a', undefined],
  ])('knows the format of %s', (file, format) => {
    expect(formatOfFile(file)).toBe(format);
  });
});
