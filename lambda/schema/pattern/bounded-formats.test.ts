import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordAjv } from '../record-ajv.ts';
import { boundedFormat } from './bounded-formats.ts';
import { compileExpression } from './compile-expression.ts';
import { textMatcherOf } from './testing/text-matcher-of.ts';

const million = 1_000_000;
const fill = (unit: string, length = million): string => Buffer.from(unit.repeat(length / unit.length)).toString();

const plain = new Ajv2020({ strict: true });
formats.default(plain, { mode: 'full' });
const expressions = Object.entries(plain.formats).flatMap(([name, format]) =>
  format instanceof RegExp ? [[name, format] as const] : [],
);

/** What texts of such formats are made of, and what is not quite one. */
const pieces = [
  ...[
    'a',
    'Z',
    '0',
    '25',
    '1234',
    '-',
    '.',
    ':',
    '::',
    '/',
    '//',
    '@',
    '?',
    '#',
    '%',
    '%4f',
    '%zz',
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
  ...[
    'P',
    'T',
    '1Y',
    '2W',
    '3S',
    '+',
    '*',
    '~',
    '~0',
    '~1',
    '=',
    ' ',
    '\n',
    'https',
    'mailto:',
    'urn:uuid:',
    'example',
    'com',
  ],
  ...['10.', '127.0.0.1', '0123abcd', '\u{1f600}', '\u212a', '\u017f', '"', "'", '!', '\u00e9'],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((parts) => parts.join(''));

/** One text for each format that makes a backtracking engine go back, from the start or from the end. */
const hostile: Readonly<Record<string, readonly string[]>> = {
  url: [`http://${fill(':')} `, `http://${fill('a.')} `, `ftp://${fill('a-')}@`],
  email: [`${fill('a.')}!`, `x@${fill('a-')}`, `x@${fill('a.')}!`],
  'uri-reference': [`//${fill('a@')} `, `//${fill('%aa')} `, `/${fill('a/')} `],
  'uri-template': [`{${fill('a,')}`, `${fill('{a}')} `],
  hostname: [fill('a.'), `${'a'.repeat(253)}!`],
  duration: [`P${fill('1')}`, `PT${fill('1')}`],
  'json-pointer': [`/${fill('~0')}~`, `${fill('/')}~`],
  'json-pointer-uri-fragment': [`#/${fill('%aa')}"`],
  'relative-json-pointer': [`${fill('1')}~`, `0${fill('/')}~`],
};

describe('boundedFormat', () => {
  it.each(expressions)('says of %s what ajv-formats says', (name, native) => {
    const format = boundedFormat(name, native);
    const validate = typeof format === 'object' && 'validate' in format ? format.validate : undefined;
    if (typeof validate !== 'function') return expect.fail('no function');
    const automaton = textMatcherOf(native.source, native.flags);
    fc.assert(
      fc.property(text, (one) => {
        const expected = native.test(one);
        expect([Reflect.apply(validate, undefined, [one]), automaton.test(one)]).toEqual([expected, expected]);
      }),
      { numRuns: 300 },
    );
  });

  it.each(Object.entries(hostile))('tests %s in a few steps a character', (name, texts) => {
    const native = plain.formats[name];
    if (!(native instanceof RegExp)) return expect.fail('no expression');
    for (const one of texts) {
      const automaton = textMatcherOf(native.source, native.flags);
      expect(automaton.test(one)).toBe(false);
      expect(automaton.steps).toBeLessThan(6 * million);
    }
  });

  it('leaves only formats without endless repetition to the native engine', () => {
    const native = expressions.filter(([, { source, flags }]) => {
      const compiled = compileExpression(source, flags);
      return 'refused' in compiled || compiled.kind === 'native';
    });
    expect(native.map(([name]) => name).sort()).toEqual(['ipv4', 'uuid']);
  });

  it.each([
    ['uri', `http://x/${fill('a/', 5 * million)}`, false],
    ['regex', fill('(', 2 * million), false],
    ['date-time', `2026-01-01T00:00:00.${fill('0')}Z`, false],
    ['date-time', `2026-01-01T00:00:00.${fill('0', 1000)}Z`, true],
    ['byte', fill('AAAA', 5 * million), true],
    ['email', `${fill('a', 5 * million)}@example.org`, true],
  ])('says of a long %s neither too late nor with an overflow whether it is one', (format, value, expected) => {
    expect(recordAjv().validate({ type: 'string', format }, value)).toBe(expected);
  });
});
