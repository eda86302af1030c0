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
import { factsOf } from './facts-of.ts';
import { isFlag, isRemark, isTime } from './names-that-speak.ts';
import { mayMeanNull, meansNullInText } from './null-tokens.ts';
import type { PointMeaning } from './number-formats.ts';
import { personalData, strayEmails } from './personal-data.ts';
import { unitOfName } from './unit-of-name.ts';
import { whyText } from './why-text.ts';

/** Share of values that may be no number or date in a column of such: they are slips, and their rows go to quarantine. */
const mostMisfits = 0.01;
/** In a small file one slip is a larger share. */
const smallFile = 20;
/** Rows below which a column that is never empty may be so by accident. */
const fewRows = 10;

/** What a column's decision may rest on beside its values. */
export interface ColumnContext {
  readonly name: string;
  readonly headers: readonly string[];
  /** Orders of day and month that other columns or a person settled. */
  readonly hints: OrderHints;
  /** IANA zone of times that carry none; undefined: UTC, and said. */
  readonly timeZone: string | undefined;
  /** What points mean in these files' numbers, as far as that is known. */
  readonly point: PointMeaning | undefined;
  /** It is text, whatever its values look like: they are arrays or objects, or clean refused too many of them by another type. */
  readonly isText: boolean;
  /** What clean said of a value that it refused. */
  readonly refused: string | undefined;
}

/** A decision on the type, before null, name and personal data are looked at. */
interface TypeDecision extends Partial<Omit<ColumnDraft, 'type' | 'because' | 'lookAt'>> {
  readonly type: DraftType;
  readonly because: string;
  readonly lookAt: readonly string[];
  /** Values that it takes. */
  readonly count: number;
  /** Why the order of day and month is open. */
  readonly open?: readonly string[];
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
  return { type: kind, formats, ...zone, because, lookAt, count, ...(open.length > 0 ? { open } : {}) };
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
  const found = decideNumber(context, evidence);
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

/** Reasons of these types are ranges, or values themselves. */
const showsValues = (type: DraftType): boolean =>
  type === 'integer' || type === 'number' || type === 'decimal' || type === 'boolean';

/**
 * Decides what a column is, from all that was seen of it. Of a column that looks personal no value is shown: what is said of it ends up in
 * comments on pull requests.
 * @param rows of all files
 */
export function decideColumn(context: ColumnContext, evidence: Evidence, rows: number): ColumnDraft {
  const { name, headers } = context;
  const { tokens, values } = splitTokens(evidence, mayMeanNull);
  const typedAll = evidence.values - sum(tokens);
  const found = personalData(
    name,
    evidence.sample.filter((text) => !mayMeanNull(text)),
  );
  const isText = context.isText || found?.isText === true;
  const typed = typedAll === 0 || isText ? undefined : decideType(context, evidence, values, typedAll);
  const isOpen = typed?.open !== undefined;
  const numeric = typed !== undefined && typed.type !== 'string' && !isOpen;
  const { values: listed, ...decided } = numeric ? typed : asText(context, evidence, evidence.values);
  const because = !numeric && typed?.type === 'string' ? typed.because : decided.because;
  const isHidden = found !== undefined && showsValues(decided.type);
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
  const isPuzzling = !numeric && !isEmpty && typed === undefined && found?.isText !== true;
  const lookAt = [
    ...(isEmpty ? ['it has no value in any row: its type is a guess'] : []),
    ...(isHidden ? [] : decided.lookAt),
    ...(typed?.open ?? []).map((why) => `${why}: it stays text until --date-order says which`),
    ...(isPuzzling
      ? whyText(evidence, typedAll, values, { refused: context.refused, isPersonal: found !== undefined })
      : []),
    ...misfitRemark(misfits, decided.type),
    ...(found === undefined ? strayEmails(evidence) : []),
  ];
  const reason = isHidden ? `${decided.type} by all values` : because;
  return {
    ...decided,
    ...(listed === undefined || found !== undefined ? {} : { values: listed }),
    name,
    aliases: headers.filter((header) => header !== name),
    formats: decided.formats ?? [],
    nullTokens: [...new Set(nullTokens)].filter((token) => token !== ''),
    unit:
      numeric && (decided.type === 'integer' || decided.type === 'number' || decided.type === 'decimal')
        ? (decided.unit ?? plausible(firstUnit(name, headers), evidence))
        : undefined,
    personal: found?.personal,
    nullable: nulls > 0 || !isCertain,
    required: nulls === 0 && isCertain,
    because: isEmpty ? 'always empty' : nearlyAll(nulls, rows) ? `${reason}; mostly empty` : reason,
    lookAt,
    ...(isOpen ? { openOrder: true } : {}),
    facts: factsOf(evidence, values, {
      rows,
      nulls,
      misfits,
      isPersonal: found !== undefined,
      isGrouped: (decided.formats ?? []).some((format) => format.includes('1.234')),
    }),
  };
}
