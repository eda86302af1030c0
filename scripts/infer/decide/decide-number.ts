import type { Evidence } from '../evidence/column-evidence.ts';
import type { DraftType } from './column-draft.ts';
import { boundsOf, countsThings, isMoney, isNeverNegative, namesThings } from './names-that-speak.ts';
import { numberFormats } from './number-formats.ts';
import { currencyOf, unitOfSuffix } from './unit-of-name.ts';

/** What numbers of a column become. */
export interface NumberDecision {
  readonly type: DraftType;
  readonly count: number;
  readonly because: string;
  readonly formats?: readonly string[];
  readonly precision?: number;
  readonly scale?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly unit?: string | undefined;
  readonly lookAt: readonly string[];
}

/** More digits than 64 bits hold for sure. */
const mostDigits = 18;
/** Smallest units of money: more digits after the point are no money. */
const mostMoneyScale = 4;

const identifierText = (why: string, count: number): NumberDecision => ({
  type: 'string',
  count,
  because: why,
  lookAt: [],
});

/** Digits that name a thing stay text. */
function asName(name: string, { numbers, isUnique }: Evidence, count: number): NumberDecision | undefined {
  if (numbers.whole < numbers.count) {
    return /(^|_)(version|release|semver)$/.test(name) ? identifierText('versions', count) : undefined;
  }
  if (numbers.leadingZeros > 0 && numbers.digits > 1)
    return identifierText(`${numbers.leadingZeros} begin with 0, as codes do`, count);
  if (numbers.digits > mostDigits)
    return identifierText(`up to ${numbers.digits} digits, more than 64 bits hold`, count);
  if (namesThings(name)) return identifierText('its name says that it names things', count);
  const isLongCode = isUnique && numbers.fewest === numbers.digits && numbers.digits > 11;
  return isLongCode ? identifierText(`unique, and all of ${numbers.digits} digits`, count) : undefined;
}

function boundsFor(
  name: string,
  { numbers }: Evidence,
  isFormatted: boolean,
): Pick<NumberDecision, 'minimum' | 'maximum'> {
  if (isFormatted) return {};
  const bounds = boundsOf(name);
  if (bounds !== undefined && numbers.least >= bounds[0] && numbers.most <= bounds[1])
    return { minimum: bounds[0], maximum: bounds[1] };
  return isNeverNegative(name) && numbers.least >= 0 ? { minimum: 0 } : {};
}

/**
 * Decides what a column's numbers are: whole, decimal with its scale, or measured; or text, where they name things.
 * @returns undefined where it has no numbers
 */
export function decideNumber(name: string, headers: readonly string[], evidence: Evidence): NumberDecision | undefined {
  const { numbers, shapes } = evidence;
  const written = numberFormats(shapes);
  const isComma = written?.decimal === ',';
  // Beside 1.234,56 the point of 1.234 groups thousands; that of 1.2 can't.
  if (written?.group === '.' && numbers.scale > 0 && numbers.scale !== 3) return undefined;
  const count = numbers.count + (written?.count ?? 0);
  if (count === 0) return undefined;
  const named = written === undefined ? asName(name, evidence, count) : undefined;
  if (named !== undefined) return named;
  const scale = Math.max(numbers.scale, written?.scale ?? 0);
  const unit = written?.sign === undefined ? undefined : (currencyOf(written.sign) ?? unitOfSuffix(written.sign));
  const formats = written?.formats ?? [];
  const lookAt: string[] = [];
  if (written?.isOpen === true)
    lookAt.push(
      `the mark in ${quoteFirst(evidence)} is read as ${isComma ? 'the decimal mark' : 'a mark of thousands'}`,
    );
  if (written?.sign === '$') lookAt.push('$ is taken for USD');
  if (written?.isPercent === true) lookAt.push('percentages become shares: 12 % is 0.12');
  const bounds = boundsFor(name, evidence, written !== undefined);
  const isCurrency = written?.sign !== undefined && currencyOf(written.sign) !== undefined;
  if (written === undefined && isFloatOfWhole(name, evidence))
    return {
      type: 'integer',
      count,
      because: `${rangeOf(evidence)}, written with .0`,
      formats,
      unit,
      lookAt,
      ...bounds,
    };
  const isExact =
    (isMoney(name) || isCurrency || headers.some((header) => /[$€£¥₹]/.test(header))) &&
    scale > 0 &&
    scale <= mostMoneyScale &&
    numbers.exponents === 0;
  if (isExact && written?.isPercent !== true) {
    const places = Math.max(2, scale);
    const whole = Math.max(10, numbers.digits + 3);
    return {
      type: 'decimal',
      count,
      because: `money, at most ${scale} digits after the point`,
      formats,
      precision: Math.min(38, whole + places),
      scale: places,
      unit,
      lookAt,
      ...bounds,
    };
  }
  const broken = numbers.count - numbers.whole;
  const isCount = countsThings(name) && broken * 200 <= numbers.count && (written?.scale ?? 0) === 0;
  const isWhole =
    (numbers.whole === numbers.count || isCount) && (scale === 0 || isCount) && written?.isPercent !== true;
  if (isWhole)
    return {
      type: 'integer',
      count: count - broken,
      because: rangeOf(evidence),
      formats: formats.map(withoutFraction),
      unit,
      lookAt,
      ...bounds,
    };
  return { type: 'number', count, because: rangeOf(evidence), formats, unit, lookAt, ...bounds };
}

/** Whole numbers that a program wrote as 5.0, since some cells are empty: years, counts and keys by their names; others may be measured. */
const isFloatOfWhole = (name: string, { numbers }: Evidence): boolean =>
  numbers.scale === 1 &&
  numbers.fractions === 0 &&
  numbers.exponents === 0 &&
  (countsThings(name) || namesThings(name) || /(^|_)(year|yr|month|day|week|rank)$/.test(name));

/** `1,234.56` as whole numbers are written: `1,234`. */
const withoutFraction = (format: string): string => format.replace(/(\d)[.,]56(?=\D|$)/, '$1');

const quoteFirst = ({ shapes }: Evidence): string => JSON.stringify(shapes[0]?.examples[0] ?? '');

function rangeOf({ numbers }: Evidence): string {
  if (numbers.count === 0) return 'written with marks';
  const text = (value: number): string =>
    Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return numbers.least === numbers.most
    ? `always ${text(numbers.least)}`
    : `${text(numbers.least)} to ${text(numbers.most)}`;
}
