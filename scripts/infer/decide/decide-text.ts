import type { Evidence } from '../evidence/column-evidence.ts';
import type { CountedValue } from '../evidence/frequent-values.ts';
import { isOpenSet, namesThings } from './names-that-speak.ts';

/** What text of a column is. */
export interface TextDecision {
  readonly because: string;
  /** The only values that it has, sorted. */
  readonly values?: readonly string[];
  /** Characters of every value. */
  readonly length?: number;
  readonly lookAt: readonly string[];
}

const mostValues = 15;
/** A set is closed where its rarest value came so often, and all of them so much more often than there are values. */
const [leastOfEach, leastShare] = [4, 15];
const longestValue = 40;
/** Days that are no dates, since their order is open, are as many as time goes on. */
const isDay = /^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}/;
/** Of more values nobody wants to hear that some differ in case. */
const mostTwins = 200;

const kinds: readonly (readonly [string, RegExp])[] = [
  ['web addresses', /^(https?|ftp):\/\/\S+$/i],
  ['e-mail addresses', /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i],
  ['UUIDs', /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ['hashes', /^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})$/i],
  ['IP addresses', /^(\d{1,3}\.){3}\d{1,3}$|^[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:.]*$/i],
  ['versions', /^v?\d+\.\d+(\.\d+)+([-+.][\w.]+)?$/],
  ['times of day', /^\d{1,2}:\d\d(:\d\d)?( ?[AaPp][Mm])?$/],
  ['months without a day', /^(\d{4}[-/](0[1-9]|1[0-2])|[A-Z][a-z]{2,8}[ -]\d{2,4})$/],
  ['quarters', /^(\d{4}[- ]?Q[1-4]|Q[1-4][- ]?\d{4})$/],
  ['JSON', /^[[{].*[\]}]$/s],
];

function kindOf(values: readonly CountedValue[]): string | undefined {
  const sample = values.slice(0, 500);
  if (sample.length === 0) return undefined;
  return kinds.find(
    ([, pattern]) => sample.filter(({ text }) => pattern.test(text)).length >= sample.length * 0.95,
  )?.[0];
}

function closedSet(name: string, values: readonly CountedValue[], all: number): readonly string[] | undefined {
  if (values.length < 2 || values.length > mostValues || isOpenSet(name) || namesThings(name)) return undefined;
  const small = new Set(values.map(({ text }) => text.toLowerCase()));
  if (small.size < values.length) return undefined;
  const isEven = values.every(({ text, count }) => count >= leastOfEach && text.length <= longestValue);
  if (!isEven || all < values.length * leastShare || values.every(({ text }) => isDay.test(text))) return undefined;
  return values.map(({ text }) => text).sort();
}

/** What is said of a value that mostly stands for all the others together. */
function sumsAmong(values: readonly CountedValue[]): readonly string[] {
  const sum = values.find(({ text }) =>
    /^((grand |sub)?totals?|overall|all|all \p{L}.*|insgesamt|gesamt|summe)$/iu.test(text),
  );
  return sum === undefined
    ? []
    : [`${JSON.stringify(sum.text)} is among its values: if it is the sum of others, charts count all of it twice`];
}

/**
 * Whether all codes being as long says something of the next one: of two or three capitals it does (currencies, countries, airports), and of long ones
 * with letters (ISIN, VIN, hashes). Order numbers are as long only until the next digit.
 */
function isOfFixedForm(values: readonly CountedValue[]): boolean {
  const isAll = (pattern: RegExp): boolean => values.every(({ text }) => pattern.test(text));
  return isAll(/^[A-Z]{2,3}$/) || (isAll(/^[A-Za-z0-9]{8,}$/) && isAll(/[A-Za-z].*[A-Za-z]|\d.*[A-Za-z]/));
}

/**
 * Says what a column of text holds: a closed set, codes of one length, addresses, free text.
 * @param values different ones that are no null tokens @param all how many values there are
 */
export function decideText(
  name: string,
  evidence: Evidence,
  values: readonly CountedValue[],
  all: number,
): TextDecision {
  const kind = kindOf(values);
  const set = evidence.isAll ? closedSet(name, values, all) : undefined;
  const sums = evidence.isAll && values.length > 2 && values.length <= mostTwins ? sumsAmong(values) : [];
  if (set !== undefined)
    return {
      because: `${set.length} values that come again and again: others would go to quarantine`,
      values: set,
      lookAt: sums,
    };
  const lengths = new Set(values.map(({ text }) => Array.from(text).length));
  const [length] = lengths;
  const isCode = lengths.size === 1 && length !== undefined && length < 40 && all >= 50 && values.length > 9;
  const isFixed =
    isCode &&
    evidence.shortest === evidence.longest &&
    kind === undefined &&
    evidence.isAll &&
    !/(^|_)(tel|telephone|phone|mobile|fax)/.test(name) &&
    isOfFixedForm(values);
  const different = evidence.isAll
    ? `${values.length} different`
    : `more than ${evidence.frequent.length.toLocaleString('en-US')} different`;
  const said = isFixed && !isOpenSet(name) ? `, always of ${length} characters` : '';
  const because = `${kind ?? (evidence.isUnique ? 'all different' : different)}${said}`;
  const small = new Set(values.map(({ text }) => text.toLowerCase()));
  const twins = evidence.isAll && values.length <= mostTwins ? values.length - small.size : 0;
  const lookAt = twins > 0 ? [`${twins} of its values differ from others in case alone`] : [];
  lookAt.push(...sums);
  return { because, ...(isFixed && !isOpenSet(name) ? { length } : {}), lookAt };
}
