import { type NumberMarks, parseNumberFormat } from '../../schema/number-format.ts';

/** A written number, exactly: its digits times ten to the power of minus `scale`. `digits` has no zeros before. */
export interface WrittenNumber {
  readonly negative: boolean;
  readonly digits: string;
  readonly scale: number;
}

const plain = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

function toWritten(negative: boolean, whole: string, fraction: string, exponent: number): WrittenNumber | undefined {
  if (whole === '' && fraction === '') return undefined;
  const digits = (whole + fraction).replace(/^0+/, '');
  return { negative: negative && digits !== '', digits, scale: digits === '' ? 0 : fraction.length - exponent };
}

const escapeRegExp = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Spaces come in three kinds in numbers; a format with one of them accepts all. */
const groupPattern = (group: string): string => (/\s/.test(group) ? '[ \\u00a0\\u202f]' : escapeRegExp(group));

function compileMarks({
  group,
  decimal,
  prefix,
  suffix,
  percent,
}: NumberMarks): (text: string) => WrittenNumber | undefined {
  const whole = group === '' ? '(\\d+)' : `(\\d{1,3}(?:${groupPattern(group)}\\d{3})+|\\d+)`;
  const fraction = decimal === '' ? '()' : `(?:${escapeRegExp(decimal)}(\\d+))?`;
  const before = prefix === '' ? '' : `(?:${escapeRegExp(prefix)}\\s*)?`;
  const after = suffix === '' ? '' : `(?:\\s*${escapeRegExp(suffix)})?`;
  const pattern = new RegExp(`^([+-]?)${before}([+-]?)${whole}${fraction}${percent ? '\\s*%' : ''}${after}$`, 'u');
  return (text) => {
    const match = pattern.exec(text);
    if (match === null) return undefined;
    const [, outer = '', inner = '', digits = '', rest = ''] = match;
    if (outer !== '' && inner !== '') return undefined;
    const bare = group === '' ? digits : digits.replaceAll(/\D/g, '');
    return toWritten(`${outer}${inner}` === '-', bare, rest, percent ? -2 : 0);
  };
}

/**
 * Makes the reader of a column's numbers: its declared formats in order (currency signs may be left out, a percent sign not), then
 * the plain form `-1234.56`, also with an exponent.
 * So where `1.234,56` is declared, `1.234` is one thousand two hundred and thirty-four.
 * @param formats examples, as `parseNumberFormat` reads them
 * @returns undefined for text that is no number
 */
export function compileWrittenNumber(formats: readonly string[]): (text: string) => WrittenNumber | undefined {
  const readers = formats.flatMap((format) => {
    const marks = parseNumberFormat(format);
    return marks === undefined ? [] : [compileMarks(marks)];
  });
  return (text) => {
    for (const read of readers) {
      const found = read(text);
      if (found !== undefined) return found;
    }
    const match = plain.exec(text);
    if (match === null) return undefined;
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
    return toWritten(sign === '-', whole, fraction, Number(exponent));
  };
}

/** The digits with at most `most` after the point, exactly. @returns undefined where a digit other than zero would be lost */
export function toScale({ digits, scale }: WrittenNumber, most: number): string | undefined {
  if (digits === '') return '';
  if (scale <= most) return digits + '0'.repeat(most - scale);
  const cut = digits.length - (scale - most);
  const lost = cut <= 0 ? digits : digits.slice(cut);
  return /^0*$/.test(lost) ? digits.slice(0, Math.max(cut, 0)) : undefined;
}
