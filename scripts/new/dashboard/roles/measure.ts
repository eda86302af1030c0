import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import type { NumberProfile, TableProfile } from '../profile/profile.ts';
import { columnTitle, inSentence, unitOf, wordSet, wordsBeforeUnit, wordsOf } from './column-words.ts';
import type { NumberFormat } from './number-format.ts';

export type Aggregation = 'SUM' | 'AVERAGE' | 'MIN' | 'MAX' | 'COUNT' | 'DISTINCT_COUNT';

/** What a visual shows of rows: a column, aggregated by its meaning, and how it is written. */
export interface Measure {
  /** Readable, for ids: `revenue`. */
  readonly id: string;
  readonly title: string;
  readonly column: string;
  /** The column's formula, where the data set computes it. */
  readonly computed?: string;
  /** What fields of the column are called in QuickSight. */
  readonly of: 'number' | 'text' | 'date';
  readonly aggregation: Aggregation;
  readonly format: NumberFormat;
  /** How the column itself is written in a table. */
  readonly cell: NumberFormat;
  /** What an axis adds to its title; undefined: the format says it. */
  readonly unit: string | undefined;
  /** How much it tells: the highest leads. Below 0 it is shown in the table only. */
  readonly score: number;
  readonly negative: boolean;
}

/** @param others all columns that are measures: one that qualifies another (`online_orders` of `orders`) comes after it */
export function measureOf(column: TableColumn, profile: TableProfile, others: readonly TableColumn[]): Measure {
  const aggregation = aggregationOf(column);
  const numbers = profile.columns.get(column.name)?.numbers;
  const title = columnTitle(column);
  const isSpoken = /^(average|mean|lowest|highest|total)\b/i.test(title);
  return {
    id: column.name.replaceAll('_', '-'),
    title: aggregation === 'AVERAGE' && !isSpoken ? `Average ${inSentence(title)}` : title,
    column: column.name,
    of: 'number',
    aggregation,
    format: formatOf(column, aggregation, numbers, profile.rows),
    cell: formatOf(column, 'CELL', numbers, profile.rows),
    unit: counted(unitOf(column)) ? undefined : unitOf(column),
    score: scoreOf(column, aggregation, profile, others),
    negative: (numbers?.min ?? 0) < 0,
  };
}

const highestWords = wordSet('max highest peak cumulative cum ytd');
const lowestWords = new Set(['min', 'lowest']);
const averageWords = wordSet(
  'price rate share ratio percent percentage pct avg average mean median temperature temp humidity ' +
    'pressure rating score level speed velocity latency duration elapsed age height per balance ' +
    'probability growth factor index p50 p90 p95 p99 percentile stars satisfaction margin voltage ' +
    'frequency density concentration altitude elevation magnitude length width depth tenure year latitude ' +
    'longitude std stddev variance ph bmi gpa grade mpg horsepower',
);
const amountWords = wordSet(
  'amount revenue sales cost costs gross net budget total sum quantity qty count profit loss spend ' +
    'spent paid fee fees fare tip tax discount payment income turnover energy rainfall precipitation ' +
    'distance volume hours votes population deaths cases',
);
const intensiveUnits =
  /\/|%|°|^(ratio|degrees?|points?.*|score|k|kelvin|hpa|pa|bar|db|ppm|ppb|bpm|ms|hz|v|rank|index|stars?|mph|km\/h|kn|years?)$/i;

/** How values of a column come to one: amounts add up, prices, shares and degrees don't. */
export function aggregationOf(column: TableColumn): 'SUM' | 'AVERAGE' | 'MIN' | 'MAX' {
  const words = wordsBeforeUnit(column);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  if (has(lowestWords)) return 'MIN';
  if (has(highestWords) || /to_date|running_(total|sum)/.test(column.name)) return 'MAX';
  if (/not additive|distinct/i.test(column.description)) return 'AVERAGE';
  const unit = unitOf(column);
  if (unit !== undefined && intensiveUnits.test(unit)) return 'AVERAGE';
  // How long one took, not how long all did: running time, response time.
  if (has(averageWords) || (words.length > 1 && words.at(-1) === 'time')) return 'AVERAGE';
  if (unit !== undefined || has(amountWords)) return 'SUM';
  return column.type.kind === 'number' ? 'AVERAGE' : 'SUM';
}

/** `transactions`, `pieces`: a unit that only says what is counted. */
const counted = (unit: string | undefined) =>
  unit !== undefined && /^[a-z][a-z -]{2,}s$/.test(unit) && !intensiveUnits.test(unit);

const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit);

function formatOf(
  column: TableColumn,
  aggregation: Aggregation | 'CELL',
  numbers: NumberProfile | undefined,
  rows: number,
): NumberFormat {
  const unit = unitOf(column);
  const largest = Math.max(Math.abs(numbers?.min ?? 0), Math.abs(numbers?.max ?? 0));
  const reached = aggregation === 'SUM' ? Math.abs(numbers?.median ?? 0) * rows + largest : largest;
  const scaled = aggregation !== 'CELL' && reached >= 100_000;
  const isWhole = column.type.kind === 'integer' || numbers?.whole === true;
  const decimals = scaled ? 1 : decimalsOf(reached, isWhole && aggregation !== 'AVERAGE');
  if (unit !== undefined && isCurrency(unit))
    return { kind: 'currency', symbol: unit, decimals: scaled ? 1 : reached < 1000 && !isWhole ? 2 : 0, scaled };
  if (isFraction(column, unit, numbers)) return { kind: 'percent', decimals: 1 };
  if (unit === '%')
    return { kind: 'number', decimals: isWhole && aggregation !== 'AVERAGE' ? 0 : 1, scaled: false, suffix: '%' };
  if (unit !== undefined && /^°/.test(unit)) return { kind: 'number', decimals: 1, scaled: false, suffix: ` ${unit}` };
  const isShort = unit !== undefined && unit.length <= 5 && !counted(unit) && !['ratio', 'score'].includes(unit);
  return { kind: 'number', decimals, scaled, suffix: isShort ? ` ${unit}` : '' };
}

function decimalsOf(reached: number, whole: boolean): number {
  if (whole || reached >= 1000) return 0;
  return reached > 0 && reached < 1 ? 3 : reached < 10 ? 2 : 1;
}

/** Whether numbers are shares of one, to be written as per cent. */
function isFraction(column: TableColumn, unit: string | undefined, numbers: NumberProfile | undefined): boolean {
  const words = wordsOf(column.name);
  const isShare = words.some((word) =>
    ['share', 'rate', 'growth', 'ratio', 'probability', 'percentage'].includes(word),
  );
  if (unit !== undefined && !/^(ratio|fraction|share)$/i.test(unit)) return false;
  if (unit === undefined && !isShare) return false;
  return (
    numbers === undefined ||
    (numbers.p90 <= 3 && numbers.p10 >= -3 && isShare) ||
    (numbers.max <= 1 && numbers.min >= 0)
  );
}

const asideWords = wordSet('previous prior last before missing unpriced invalid failed target');

function scoreOf(
  column: TableColumn,
  aggregation: Aggregation,
  profile: TableProfile,
  others: readonly TableColumn[],
): number {
  const words = wordsOf(column.name);
  const own = profile.columns.get(column.name);
  const unit = unitOf(column);
  let score =
    aggregation === 'SUM' ? (unit !== undefined && isCurrency(unit) ? 5 : 4) : aggregation === 'AVERAGE' ? 2 : 1;
  if (column.name.includes('to_date')) score -= 2;
  if (words.some((word) => asideWords.has(word))) score -= 6;
  // How many gave a rating stands behind the rating.
  if (words.includes('votes')) score -= 2.2;
  if (
    ['worldwide', 'total', 'net', 'overall', 'revenue', 'sales', 'rating', 'score'].some((word) => words.includes(word))
  )
    score += 0.5;
  const qualifies = others.some((other) => other.name !== column.name && column.name.endsWith(`_${other.name}`));
  if (qualifies) score -= 1.5;
  if (own !== undefined && profile.rows > 1) {
    if (own.nulls / profile.rows > 0.5) score -= 1.5;
    const { p10 = 0, median = 0, p90 = 0 } = own.numbers ?? {};
    // What hardly varies says how data came to be, not what it says.
    if (aggregation === 'SUM' && p90 - p10 < 0.1 * Math.abs(median)) score -= 3;
    if (own.numbers !== undefined && p10 === 0 && p90 === 0) score -= 1;
  }
  return score;
}
