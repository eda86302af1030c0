import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cell } from './cell.ts';
import { compileDecimal, compileInteger, compileNumber } from './number.ts';

const told = (cell: Cell): string => ('text' in cell ? cell.text : cell.fault.code);

describe('compileInteger', () => {
  it('keeps every integer of 64 bits, with thousands marks or without', () => {
    const read = compileInteger(['1,234']);
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        expect(told(read(value.toString()))).toBe(value.toString());
        expect(told(read(value.toLocaleString('en-US')))).toBe(value.toString());
      }),
    );
  });

  it.each([
    ['9223372036854775808', 'integer-range'],
    ['1e19', 'integer-range'],
    ['1e999', 'integer-range'],
    ['0e999', '0'],
    ['-0', '0'],
    ['007', '7'],
    ['1.50e1', '15'],
    ['1.5', 'integer-format'],
    ['1e-999', 'integer-format'],
    ['', 'integer-format'],
    ['.', 'integer-format'],
    ['- 5', 'integer-format'],
    ['1,234', 'integer-format'],
    ['٣', 'integer-format'],
  ])('reads %j as %s', (text, expected) => {
    expect(told(compileInteger([])(text))).toBe(expected);
  });
});

describe('compileNumber', () => {
  it('gives the shortest text of the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(told(compileNumber([])(value.toExponential(20)))).toBe(String(value));
        expect(told(compileNumber([])(String(value)))).toBe(String(value));
      }),
    );
  });

  it.each([
    ['1.234,56', '1.234,56', '1234.56'],
    ['1.234,56', '1.234', '1234'],
    ['1.234,56', '12.34', '12.34'],
    ['1234,56', '0,1', '0.1'],
    ['1 234.56', '1\u202f234.5', '1234.5'],
    ["1'234.56", "-1'234'567", '-1234567'],
    ['$1,234.56', '-$1,234.50', '-1234.5'],
    ['$1,234.56', '$-5', '-5'],
    ['$1,234.56', '-$-5', 'number-format'],
    ['$1,234.56', '€5', 'number-format'],
    ['1,234.56', '12,34.5', 'number-format'],
    ['1,234.56', '1,2345', 'number-format'],
    ['12.5%', '12.5%', '0.125'],
    ['12.5%', '0.1 %', '0.001'],
  ])('with the format %s reads %s as %s', (format, text, expected) => {
    expect(told(compileNumber([format])(text))).toBe(expected);
  });
});

describe('compileDecimal', () => {
  it('keeps every decimal of its size, digit by digit', () => {
    const read = compileDecimal(38, 9, []);
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }), (units) => {
        const digits = (units < 0n ? -units : units).toString().padStart(10, '0');
        const text = `${units < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
        expect(told(read(text))).toBe(text);
      }),
    );
  });

  it.each([[], ['$1,234.56'], ['1.234,56'], ['1 234']])(
    'reads canonical text as it reads any other, beside %j',
    (...formats) => {
      const size = fc
        .tuple(fc.integer({ min: 1, max: 9 }), fc.nat({ max: 4 }))
        .filter(([most, scale]) => scale <= most);
      fc.assert(
        fc.property(size, fc.stringMatching(/^\d{1,8}(\.\d{1,5})?$/), ([precision, scale], text) => {
          const read = compileDecimal(precision, scale, formats);
          // A plus sign changes nothing, but text that has one is not canonical.
          expect(told(read(text)), text).toBe(told(read(`+${text}`)));
        }),
        { numRuns: 1000 },
      );
    },
  );

  it.each([
    ['19.99', '19.99'],
    ['19.9', '19.90'],
    ['19.9900', '19.99'],
    ['1999e-2', '19.99'],
    ['-0.00', '0.00'],
    ['999.99', '999.99'],
    ['1000', 'decimal-size'],
    ['0.001', 'decimal-size'],
    ['1e-999', 'decimal-size'],
    ['1,5', 'decimal-format'],
  ])('of precision 5 and scale 2 reads %s as %s', (text, expected) => {
    expect(told(compileDecimal(5, 2, [])(text))).toBe(expected);
  });
});
