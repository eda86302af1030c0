import { readBoolean } from '../../../lambda/clean/cells/boolean.ts';
import { isDay } from '../../../lambda/clean/cells/date-pattern.ts';
import { count as counted } from '../../../lambda/clean/findings.ts';
import { toColumnName } from '../../../lambda/schema/column-name.ts';
import type { Evidence } from '../evidence/column-evidence.ts';
import type { CountedValue } from '../evidence/frequent-values.ts';
import type { ColumnDraft, DraftType } from './column-draft.ts';
import { decideDate, type OrderHints } from './decide-date.ts';
import { decideNumber } from './decide-number.ts';
import { decideText } from './decide-text.ts';
import { isFlag, isRemark, isTime } from './names-that-speak.ts';
import { mayMeanNull, meansNullInText } from './null-tokens.ts';
import { personalData } from './personal-data.ts';
import { unitOfName } from './unit-of-name.ts';

/** Share of values that may be no number or date in a column of such: they are slips, and their rows go to quarantine. */
const mostMisfits = 0.01;
/** In a small file one slip is a larger share. */
const smallFile = 20;
/** Rows below which a column that is never empty may be so by accident. */
const fewRows = 10;
/** More values than anybody lists. */
const mostListed = 1000;

/** What a column's decision may rest on beside its values. */
export interface ColumnContext {
  readonly name: string;
  readonly headers: readonly string[];
  /** Orders of day and month that other columns or a person settled. */
  readonly hints: OrderHints;
  /** IANA zone of times that carry none; undefined: UTC, and said. */
  readonly timeZone: string | undefined;
  /** Clean refused too many of its values by the type that it would have: it is text. */
  readonly isText: boolean;
}

/** A decision on the type, before null, name and personal data are looked at. */
interface TypeDecision extends Partial<Omit<ColumnDraft, 'type' | 'because' | 'lookAt'>> {
  readonly type: DraftType;
  readonly because: string;
  readonly lookAt: readonly string[];
  /** Values that it takes. */
  readonly count: number;
}

const sum = (values: readonly CountedValue[]): number => values.reduce((total, { count }) => total + count, 0);

function asBoolean(
  { name }: ColumnContext,
  evidence: Evidence,
  values: readonly CountedValue[],
): TypeDecision | undefined {
  if (!evidence.isAll || values.length === 0 || values.length > 20) return undefined;
  const read = values.map((value) => ({ ...value, cell: readBoolean(value.text) }));
  const words = read.filter(({ cell }) => 'value' in cell);
  if (words.length === 0 || sum(words) < sum(values) - mayBe(sum(values))) return undefined;
  const isDigits = words.every(({ text }) => /^[01]$/.test(text));
  if (isDigits && !isFlag(name)) return undefined;
  const senses = new Set(words.map(({ cell }) => 'value' in cell && cell.value));
  const isSpelt = words.every(({ text }) => /^(true|false)$/i.test(text));
  if (senses.size < 2 && !isFlag(name) && !isSpelt) return undefined;
  const shown = words.slice(0, 4).map(({ text }) => JSON.stringify(text));
  return { type: 'boolean', because: `only ${shown.join(', ')}`, lookAt: [], count: sum(words) };
}

/** 20250131 is a date where the name says so, or where every number is a day. */
function asCompactDate(
  { name }: ColumnContext,
  { numbers }: Evidence,
  values: readonly CountedValue[],
): TypeDecision | undefined {
  if (numbers.count === 0 || numbers.whole < numbers.count || numbers.digits !== 8 || numbers.fewest !== 8)
    return undefined;
  if (numbers.least < 1900_01_01 || numbers.most > 2100_12_31) return undefined;
  const days = values.filter(({ text }) =>
    isDay(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6))),
  );
  if (days.length < values.length || (!isTime(name) && values.length < 5)) return undefined;
  return {
    type: 'date',
    formats: ['YYYYMMDD'],
    because: 'eight digits that are all days',
    lookAt: [],
    count: numbers.count,
  };
}

function asDate(context: ColumnContext, evidence: Evidence): TypeDecision | undefined {
  const found = decideDate(evidence, context.hints);
  if (found === undefined) return undefined;
  const { kind, formats, count, needsZone, open } = found;
  const lookAt = [...found.lookAt];
  if (needsZone && context.timeZone === undefined)
    lookAt.push('its times carry no zone: they are read as UTC; declare theirs under "timeZone"');
  const because = formats.length === 0 ? 'ISO 8601' : formats.join(', ');
  const zone = needsZone ? { timeZone: context.timeZone ?? 'UTC' } : {};
  return { type: kind, formats, ...zone, because, lookAt, count, ...(open.length > 0 ? { openOrder: true } : {}) };
}

/** Seconds or milliseconds since 1970 stay numbers: no format reads them. */
function epochRemark({ name }: ColumnContext, { numbers }: Evidence): string[] {
  const isEpoch =
    isTime(name) &&
    numbers.whole > 0 &&
    ((numbers.least > 3e8 && numbers.most < 4e9) || (numbers.least > 3e11 && numbers.most < 4e12));
  return isEpoch ? ['it may be seconds or milliseconds since 1970: a table can make an instant of it'] : [];
}

/** A number far below all others that stands for "none", such as -999; or the only one below zero. */
function sentinelOf({ numbers, frequent }: Evidence): CountedValue | undefined {
  const found = frequent.filter(({ text }) => /^-9{2,6}(\.0+)?$/.test(text) && Number(text) === numbers.least);
  const all = sum(found);
  const [first] = found;
  if (found.length !== 1 || first === undefined || all < 2) return undefined;
  const others = frequent.flatMap(({ text }) => (text !== first.text && /^-\d/.test(text) ? [Number(text)] : []));
  return all === numbers.negatives || Math.min(0, ...others) * 4 > numbers.least ? first : undefined;
}

function asNumber(context: ColumnContext, evidence: Evidence): TypeDecision | undefined {
  const found = decideNumber(context.name, context.headers, evidence);
  if (found === undefined) return undefined;
  const sentinel = found.type === 'string' ? undefined : sentinelOf(evidence);
  const lookAt = [...found.lookAt, ...epochRemark(context, evidence)];
  if (sentinel === undefined) return { ...found, lookAt };
  lookAt.push(`${sentinel.text} comes ${sentinel.count} times and is far below the others: it is read as no value`);
  return { ...found, lookAt, nullTokens: [sentinel.text] };
}

const mayBe = (all: number): number => (all <= smallFile ? 0 : Math.max(1, Math.floor(all * mostMisfits)));

/** The type that takes all values, or all but a few. */
function decideType(
  context: ColumnContext,
  evidence: Evidence,
  values: readonly CountedValue[],
  all: number,
): TypeDecision | undefined {
  const decided =
    asBoolean(context, evidence, values) ??
    asCompactDate(context, evidence, values) ??
    best(asNumber(context, evidence), asDate(context, evidence));
  return decided !== undefined && all - decided.count <= mayBe(all) ? decided : undefined;
}

const best = (one: TypeDecision | undefined, other: TypeDecision | undefined): TypeDecision | undefined =>
  (other?.count ?? 0) > (one?.count ?? 0) ? other : one;

/** Text such as ISO 3166 codes, among which NA is Namibia. */
const areCodes = (values: readonly CountedValue[]): boolean =>
  values.length > 0 && values.filter(({ text }) => /^[A-Z]{2,3}$/.test(text)).length > values.length * 0.6;

/** Null tokens, and values that are none. */
function splitTokens(evidence: Evidence, isToken: (text: string) => boolean) {
  const seen = [...evidence.frequent, ...evidence.rare];
  return { tokens: seen.filter(({ text }) => isToken(text)), values: seen.filter(({ text }) => !isToken(text)) };
}

const nearlyAll = (part: number, all: number): boolean => all > 0 && part >= all * 0.9;

/** Why a column that is mostly numbers or dates is text all the same. */
function mixedRemark(evidence: Evidence, all: number, values: readonly CountedValue[]): string[] {
  const dates = decideDate(evidence, new Map())?.count ?? 0;
  const numbers = evidence.numbers.count;
  const [what, most] = dates > numbers ? ['dates', dates] : ['numbers', numbers];
  if (most * 2 < all || most === all) return [];
  const odd = values
    .filter(({ text }) => !/\d/.test(text))
    .slice(0, 3)
    .map(({ text }) => JSON.stringify(text));
  const such = odd.length === 0 ? '' : `, such as ${odd.join(', ')}`;
  return [`${most} of its ${all} values are ${what}, the others are not${such}: it stays text`];
}

function asText(context: ColumnContext, evidence: Evidence, all: number): TypeDecision {
  const codes = areCodes(evidence.frequent.filter(({ text }) => !mayMeanNull(text)));
  const { tokens, values } = splitTokens(evidence, (text) => meansNullInText(text, codes));
  const text = decideText(context.name, evidence, values, all);
  const isNa = codes && evidence.frequent.some(({ text: one }) => one === 'NA');
  const lookAt = [
    ...text.lookAt,
    ...(isNa ? ['NA is kept as a code; if it means no value, add it to "nullTokens"'] : []),
  ];
  return { type: 'string', ...text, lookAt, count: all, nullTokens: tokens.map(({ text: one }) => one) };
}

/** @param values what the column holds besides null; @param type what it was taken for */
function misfitRemark(misfits: number, type: DraftType): string[] {
  return misfits === 0 ? [] : [`${counted(misfits, 'value')} ${misfits === 1 ? 'is' : 'are'} no ${type}: quarantined`];
}

/** Degrees of latitude and longitude have bounds; what is beyond them is in other units. */
const plausible = (unit: string | undefined, { numbers }: Evidence): string | undefined =>
  unit === '°' && (numbers.least < -360 || numbers.most > 360) ? undefined : unit;

const firstUnit = (name: string, headers: readonly string[]): string | undefined =>
  [...headers, undefined]
    .map((header) => unitOfName(header === undefined ? name : (toColumnName(header) ?? name), header))
    .find((unit) => unit !== undefined);

/**
 * Decides what a column is, from all that was seen of it.
 * @param rows of all files
 */
export function decideColumn(context: ColumnContext, evidence: Evidence, rows: number): ColumnDraft {
  const { name, headers } = context;
  const { tokens, values } = splitTokens(evidence, mayMeanNull);
  const typedAll = evidence.values - sum(tokens);
  const typed = typedAll === 0 || context.isText ? undefined : decideType(context, evidence, values, typedAll);
  const isOpen = typed?.openOrder === true;
  const numeric = typed !== undefined && typed.type !== 'string' && !isOpen;
  const decided = numeric ? typed : asText(context, evidence, evidence.values);
  const because = !numeric && typed?.type === 'string' ? typed.because : decided.because;
  const nullTokens = numeric
    ? [...tokens.map(({ text }) => text), ...(typed.nullTokens ?? [])]
    : (decided.nullTokens ?? []);
  const nulls =
    rows -
    evidence.values +
    sum([...evidence.frequent, ...evidence.rare].filter(({ text }) => nullTokens.includes(text)));
  const isEmpty = nulls >= rows;
  const isCertain = rows >= fewRows && !isRemark(name);
  const misfits = numeric ? typedAll - typed.count : 0;
  const lookAt = [
    ...(isEmpty ? ['it has no value in any row: its type is a guess'] : []),
    ...decided.lookAt,
    ...(isOpen ? ['day and month may come in either order: it stays text until --date-order says which'] : []),
    ...(!numeric && !isEmpty && typed === undefined ? mixedRemark(evidence, typedAll, values) : []),
    ...misfitRemark(misfits, decided.type),
  ];
  const personal = personalData(
    name,
    values.slice(0, 200).map(({ text }) => text),
  );
  return {
    ...decided,
    name,
    aliases: headers.filter((header) => header !== name),
    formats: decided.formats ?? [],
    nullTokens: [...new Set(nullTokens)].filter((token) => token !== ''),
    unit:
      numeric && (decided.type === 'integer' || decided.type === 'number' || decided.type === 'decimal')
        ? (decided.unit ?? plausible(firstUnit(name, headers), evidence))
        : undefined,
    personal,
    nullable: nulls > 0 || !isCertain,
    required: nulls === 0 && isCertain,
    because: isEmpty ? 'always empty' : nearlyAll(nulls, rows) ? `${because}; mostly empty` : because,
    lookAt,
    ...(isOpen ? { openOrder: true } : {}),
    facts: {
      rows,
      nulls,
      distinct: evidence.isAll ? values.length : undefined,
      isUnique: evidence.isUnique && nulls === 0,
      misfits,
      longest: evidence.longest,
      values: evidence.isAll && values.length <= mostListed ? values.map(({ text }) => text) : undefined,
      range: evidence.numbers.count === 0 ? undefined : [evidence.numbers.least, evidence.numbers.most],
    },
  };
}
