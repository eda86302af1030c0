import { compileWrittenNumber } from '../../../lambda/clean/cells/written-number.ts';
import type { Shape } from '../evidence/value-shapes.ts';
import { currencyOf, unitOfSuffix } from './unit-of-name.ts';

/** What a point in a number is: `906.035` is nearly a thousand or nearly a million. */
export type PointMeaning = 'decimal' | 'thousands';

/** How numbers with marks are written. */
export interface WrittenNumbers {
  /** Examples, as the schema's `formats` has them. */
  readonly formats: readonly string[];
  /** Values that are numbers by them. */
  readonly count: number;
  /** What groups thousands, and what begins the fraction. */
  readonly group: string;
  readonly decimal: string;
  /** A currency sign or a unit that stands beside them. */
  readonly sign: string | undefined;
  /** What all such signs stand for: of several units a number says nothing alone. */
  readonly units: readonly string[];
  readonly isPercent: boolean;
  /** Most digits after the decimal mark. */
  readonly scale: number;
  /** Some have a point or a comma. */
  readonly isMarked: boolean;
  /** Nothing tells whether a mark groups thousands or begins the fraction. */
  readonly isOpen: boolean;
}

/** What may stand between groups of three, and before the fraction; of equals the first is taken. */
const marks: readonly (readonly [string, string])[] = [
  [',', '.'],
  ['', ','],
  ['.', ','],
  [' ', ','],
  [' ', '.'],
  ["'", '.'],
];

/** ISO 4217. Other three letters before a number are a code's: SKU-001. */
const currencyCodes = new Set(Intl.supportedValuesOf('currency'));

const written =
  /^[-+]?\s?(?<prefix>[$€£¥₹]|[A-Z]{3}|[A-Z]{2}\$)?\s?[-+]?(?<digits>\d[\d.,' \u00a0\u202f]*?)\s?(?<suffix>%|[$€£¥₹]|[A-Za-z°µ/²³]{1,6})?$/u;

interface Written {
  readonly shape: Shape;
  readonly prefix: string;
  readonly suffix: string;
  readonly digits: readonly string[];
}

function readShape(shape: Shape): Written | undefined {
  const found = shape.examples.map((example) => written.exec(example)?.groups);
  const [first] = found;
  if (first === undefined || found.includes(undefined)) return undefined;
  const suffix = first['suffix'] ?? '';
  const prefix = first['prefix'] ?? '';
  if (/^[A-Z]{3}$/.test(prefix) && !currencyCodes.has(prefix)) return undefined;
  // AUD-001 is a code as 001 is.
  if (prefix !== '' && found.some((one) => /^0\d/.test(one?.['digits'] ?? ''))) return undefined;
  const isUnit = /^[A-Za-z°µ]/.test(suffix);
  const isOne = found.every((one) => (one?.['suffix'] ?? '') === suffix && (one?.['prefix'] ?? '') === prefix);
  if (!isOne || (isUnit && unitOfSuffix(suffix) === undefined)) return undefined;
  return { shape, prefix, suffix, digits: found.map((one) => one?.['digits'] ?? '') };
}

/** `$` and `USD` are one. */
const unitOfSign = (sign: string): string | undefined =>
  sign === '' || sign === '%' ? undefined : (currencyOf(sign) ?? unitOfSuffix(sign) ?? sign);

const exampleOf = ({ prefix, suffix }: Written, [group, decimal]: readonly [string, string]): string =>
  `${prefix}1${group}234${decimal}56${suffix === '' || suffix === '%' ? suffix : ` ${suffix}`}`;

/**
 * Finds the formats by which shapes with marks are numbers: `$1,234.56`, `1.234,5`, `12 %`.
 * @param point what a point means in these files: it settles what the shapes leave open
 * @returns undefined where none of the shapes is a number
 */
export function numberFormats(shapes: readonly Shape[], point?: PointMeaning): WrittenNumbers | undefined {
  const read = shapes.flatMap((shape) => readShape(shape) ?? []);
  if (read.length === 0) return undefined;
  const tries = marks.map((pair) => {
    const formats = [...new Set(read.map((one) => exampleOf(one, pair)))];
    const parse = compileWrittenNumber(formats);
    const fitting = read.filter(({ shape }) => shape.examples.every((example) => parse(example) !== undefined));
    return { pair, formats, fitting, count: fitting.reduce((sum, { shape }) => sum + shape.count, 0) };
  });
  const isLikely = ({ pair }: { readonly pair: readonly [string, string] }): boolean =>
    point === undefined || (pair[1] === ',') === (point === 'thousands');
  const [best] = [...tries].sort((a, b) => b.count - a.count || Number(isLikely(b)) - Number(isLikely(a)));
  if (best === undefined || best.count === 0) return undefined;
  const [group, decimal] = best.pair;
  const rivals = tries.filter(({ count, pair }) => count === best.count && pair[1] !== decimal);
  const used = best.fitting;
  const isMarked = used.some(({ digits }) => digits.some((text) => /[.,]/.test(text)));
  return {
    formats: [...new Set(used.map((one) => exampleOf(one, best.pair)))],
    count: best.count,
    group,
    decimal,
    units: [...new Set(used.flatMap(({ prefix, suffix }) => unitOfSign(prefix || suffix) ?? []))],
    sign: used.map(({ prefix, suffix }) => prefix || (suffix === '%' ? '' : suffix)).find((sign) => sign !== ''),
    isPercent: used.every(({ suffix }) => suffix === '%'),
    scale: Math.max(0, ...used.flatMap(({ digits }) => digits.map((text) => text.split(decimal)[1]?.length ?? 0))),
    isMarked,
    isOpen:
      isMarked &&
      rivals.length > 0 &&
      !used.some(({ digits }) => digits.some((text) => text.includes(decimal) && /[.,' ]\d{3}[.,]/.test(text))),
  };
}
