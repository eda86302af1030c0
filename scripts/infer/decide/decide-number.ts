import type { Evidence } from '../evidence/column-evidence.ts';
import type { DraftType } from './column-draft.ts';
import { boundsOf, countsThings, isMoney, isNeverNegative, namesThings } from './names-that-speak.ts';
import { numberFormats, type PointMeaning } from './number-formats.ts';
import { mayGroup, mostlyMayGroup } from './point-meaning.ts';
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

/** What numbers are decided by beside themselves. */
export interface NumberContext {
  readonly name: string;
  readonly headers: readonly string[];
  /** What points mean in these files, as far as that is known. */
  readonly point: PointMeaning | undefined;
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
    return identifierText(`up to ${numbers.digits} digits, more than 64 bits are sure to hold`, count);
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

/** The formats of numbers in which points group thousands: `1234,56` takes no point. */
const withPoints = (formats: readonly string[]): readonly string[] =>
  formats.length === 0 ? ['1.234'] : formats.map((format) => format.replace('1234,56', '1.234,56'));

/** What is said of a mark that may group thousands or begin a fraction. */
const markRemark = (example: string, isThousands: boolean): string =>
  `the mark in ${JSON.stringify(example)} is read as ${isThousands ? 'a mark of thousands' : 'the decimal mark'}`;

/** The same of points in plain numbers, where the columns beside them don't tell. */
function pointRemark({ name, point }: NumberContext, evidence: Evidence, isGrouped: boolean): string[] {
  if (!isGrouped && (point === 'decimal' || !mostlyMayGroup(name, evidence))) return [];
  const example = evidence.frequent.find(({ text }) => /^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(text))?.text ?? '1.234';
  const otherwise = isGrouped
    ? 'if it begins a fraction, make the column a number without "formats"'
    : 'if it groups thousands, make the column an integer with "formats": ["1.234"]';
  return [`${markRemark(example, isGrouped)}; ${otherwise}`];
}

/**
 * Decides what a column's numbers are: whole, decimal with its scale, or measured; or text, where they name things.
 * @returns undefined where it has no numbers
 */
export function decideNumber(context: NumberContext, evidence: Evidence): NumberDecision | undefined {
  const { name, headers } = context;
  const { numbers, shapes } = evidence;
  const written = numberFormats(shapes, context.point);
  if (written !== undefined && written.units.length > 1) return undefined;
  const isSettled =
    written === undefined ? context.point === 'thousands' && numbers.digits <= 3 : written.decimal === ',';
  const isGrouped = isSettled && mayGroup(name, evidence);
  // Beside 1.234,56 the point of 1.234 groups thousands; that of 1.2 can't.
  if (written?.group === '.' && numbers.pointed > 0 && !isGrouped) return undefined;
  const count = numbers.count + (written?.count ?? 0);
  if (count === 0) return undefined;
  const named = written === undefined && !isGrouped ? asName(name, evidence, count) : undefined;
  if (named !== undefined) return named;
  const scale = Math.max(isGrouped ? 0 : numbers.scale, written?.scale ?? 0);
  const unit = written?.sign === undefined ? undefined : (currencyOf(written.sign) ?? unitOfSuffix(written.sign));
  const formats = isGrouped ? withPoints(written?.formats ?? []) : (written?.formats ?? []);
  const because = formats.length === 0 ? rangeOf(evidence) : `written like ${formats.join(', ')}`;
  // One value such as 1.234.567 or 1.234,5 leaves no doubt.
  const lookAt = written?.group === '.' ? [] : pointRemark(context, evidence, isGrouped);
  if (written?.isOpen === true) {
    const [example = ''] = shapes[0]?.examples ?? [];
    lookAt.push(markRemark(example, /[.,](?=\d)/.exec(example)?.[0] !== written.decimal));
  }
  if (written?.sign === '$') lookAt.push('$ is taken for USD');
  if (written?.isPercent === true) lookAt.push('percentages become shares: 12 % is 0.12');
  const bounds = boundsFor(name, evidence, formats.length > 0);
  const isCurrency = written?.sign !== undefined && currencyOf(written.sign) !== undefined;
  if (formats.length === 0 && isFloatOfWhole(name, evidence))
    return {
      type: 'integer',
      count,
      because: `${because}, written with .0`,
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
  const broken = numbers.count - numbers.whole - (isGrouped ? numbers.grouped : 0);
  const isCount = countsThings(name) && broken * 200 <= numbers.count && (written?.scale ?? 0) === 0;
  const isWhole = (broken === 0 || isCount) && (scale === 0 || isCount) && written?.isPercent !== true;
  if (isWhole)
    return {
      type: 'integer',
      count: count - broken,
      because: formats.length === 0 ? because : `written like ${formats.map(withoutFraction).join(', ')}`,
      formats: formats.map(withoutFraction),
      unit,
      lookAt,
      ...bounds,
    };
  return { type: 'number', count, because, formats, unit, lookAt, ...bounds };
}

/** Whole numbers that a program wrote as 5.0, since some cells are empty: years, counts and keys by their names; others may be measured. */
const isFloatOfWhole = (name: string, { numbers }: Evidence): boolean =>
  numbers.scale === 1 &&
  numbers.fractions === 0 &&
  numbers.exponents === 0 &&
  (countsThings(name) || namesThings(name) || /(^|_)(year|yr|month|day|week|rank)$/.test(name));

/** `1,234.56` as whole numbers are written: `1,234`. */
const withoutFraction = (format: string): string => format.replace(/(\d)[.,]56(?=\D|$)/, '$1');

function rangeOf({ numbers }: Evidence): string {
  const text = (value: number): string =>
    Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  return numbers.least === numbers.most
    ? `always ${text(numbers.least)}`
    : `${text(numbers.least)} to ${text(numbers.most)}`;
}
