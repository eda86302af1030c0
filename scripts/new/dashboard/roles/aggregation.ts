import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import { unitOf, wordSet, wordsBeforeUnit } from './column-words.ts';

/** How rows come to one figure, by SimpleNumericalAggregation's names. */
export type Aggregation = 'SUM' | 'AVERAGE' | 'MIN' | 'MAX' | 'COUNT' | 'DISTINCT_COUNT';

const highestWords = wordSet('max highest peak cumulative cum ytd');
const lowestWords = new Set(['min', 'lowest']);
const averageWords = wordSet(
  'price rate share ratio percent percentage pct avg average mean median temperature temp humidity ' +
    'pressure rating score level speed velocity latency duration elapsed age height per balance ' +
    'probability growth factor index p50 p90 p95 p99 percentile stars satisfaction margin voltage ' +
    'frequency density concentration altitude elevation magnitude length width depth tenure unit year latitude ' +
    'longitude std stddev variance ph bmi gpa grade mpg horsepower dir direction angle bearing heading mass weight ' +
    'humid wind glucose visibility visib thickness diameter radius wage salary income discount',
);
const amountWords = wordSet(
  'amount revenue sales cost costs gross net budget total sum quantity qty count profit loss spend ' +
    'spent paid fee fees fare tip tax payment turnover energy rainfall precipitation ' +
    'distance volume hours votes population deaths cases',
);
/** What there is at a time: of the same thing at another time it is there again, so that a sum over time counts it twice. */
const stockWords = wordSet(
  'population pop inventory stock headcount employees staff members subscribers enrolment enrollment backlog',
);
const flowWords = wordSet('new added lost joined left hired sold change births deaths');
const intensiveUnits =
  /\/|%|°|^(ratio|degrees?|points?.*|score|k|kelvin|hpa|pa|bar|db|ppm|ppb|bpm|ms|hz|v|rank|index|stars?|mph|km\/h|kn|years?)$/i;

/**
 * How values of a column come to one: amounts add up, prices, shares and degrees don't.
 * @param snapshots whether rows stand for the same things at several times: then populations don't either
 */
export function aggregationOf(column: TableColumn, snapshots: boolean): 'SUM' | 'AVERAGE' | 'MIN' | 'MAX' {
  const words = wordsBeforeUnit(column);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  if (has(lowestWords)) return 'MIN';
  if (has(highestWords) || /to_date|running_(total|sum)/.test(column.name)) return 'MAX';
  if (/not additive|distinct/i.test(column.description)) return 'AVERAGE';
  if (snapshots && has(stockWords) && !has(flowWords)) return 'AVERAGE';
  const unit = unitOf(column);
  if (unit !== undefined && intensiveUnits.test(unit)) return 'AVERAGE';
  if (words.includes('total')) return 'SUM';
  // How long one took, not how long all did: running time, response time.
  if (has(averageWords) || (words.length > 1 && words.at(-1) === 'time')) return 'AVERAGE';
  if (unit !== undefined || has(amountWords)) return 'SUM';
  return column.type.kind === 'number' ? 'AVERAGE' : 'SUM';
}

/** `transactions`, `pieces`: a unit that only says what is counted. */
export const isCounted = (unit: string | undefined) =>
  unit !== undefined && /^[a-z][a-z -]{2,}s$/.test(unit) && !intensiveUnits.test(unit);

/** `USD`: a currency's ISO 4217 code. */
export const isCurrency = (unit: string) => /^[A-Z]{3}$/.test(unit);
