import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../../glue/duckdb/sql-text.ts';
import type { TableColumn } from '../../../../glue/duckdb/table.ts';
import {
  type ColumnPair,
  type ColumnProfile,
  type NumberProfile,
  periodLengths,
  type TableProfile,
  type TimeProfile,
} from './profile.ts';

/** Columns that one query looks at: a table of hundreds would make a query that no planner likes. */
const atOnce = 40;
/** Text columns of which combinations are counted, and how many values these may have. */
const mostPaired = 10;
const mostPairedValues = 60;

/**
 * Looks into every column of a table, or of a view, by its contract.
 * @throws DuckDB's error
 */
export async function profileTable(
  connection: DuckDBConnection,
  table: string,
  columns: readonly TableColumn[],
): Promise<TableProfile> {
  const from = sqlName(table);
  const [[rows] = []] = await readText(connection, `SELECT count(*) FROM ${from}`);
  const profiles = new Map<string, ColumnProfile>();
  for (let start = 0; start < columns.length; start += atOnce) {
    const some = columns.slice(start, start + atOnce);
    const questions = some.map((column) => questionsOf(column, from));
    const [answers = []] = await readText(connection, `SELECT ${questions.flat().map(asText).join(', ')} FROM ${from}`);
    let at = 0;
    for (const [index, column] of some.entries()) {
      const many = questions[index]?.length ?? 0;
      profiles.set(column.name, columnProfile(column, Number(rows), answers.slice(at, at + many)));
      at += many;
    }
  }
  return { rows: Number(rows), columns: profiles, pairs: await pairsOf(connection, from, columns, profiles) };
}

const asText = (question: string) => `CAST((${question}) AS VARCHAR)`;
/** Nobody reads more digits behind the point. */
const mostDecimals = 4;
const quantiles = [0, 0.01, 0.1, 0.5, 0.9, 0.99, 1];

function questionsOf({ name, type }: TableColumn, from: string): readonly string[] {
  const column = sqlName(name);
  const counts = [`count(DISTINCT ${column})`, `count(${column})`];
  if (type.kind === 'string') {
    const opaque = `regexp_full_match(${column}, '[0-9a-fA-F]{16,}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[A-Za-z0-9+/_-]{32,}={0,2}|[a-z]+://.*|[^ @]+@[^ @]+')`;
    return [...counts, `max(length(${column}))`, `bool_and(${opaque})`];
  }
  if (type.kind === 'date' || type.kind === 'timestamp') {
    const bounds = [`min(${column})`, `max(${column})`].map((bound) => `strftime(${bound}, '%Y-%m-%dT%H:%M:%SZ')`);
    const time = `CAST(${column} AS TIMESTAMP)`;
    const periods = periodLengths.map((each) => `count(DISTINCT date_trunc('${each}', ${time}))`);
    const sizes = `SELECT count(*) AS size FROM ${from} WHERE ${column} IS NOT NULL GROUP BY ${column}`;
    return [...counts, ...bounds, ...periods, `SELECT count(DISTINCT size) = 1 FROM (${sizes})`];
  }
  if (type.kind === 'boolean') return counts;
  const value = `CAST(${column} AS DOUBLE)`;
  const finite = `FILTER (WHERE isfinite(${value}))`;
  const points = `to_json(quantile_disc(${value}, [${quantiles.join(', ')}]) ${finite})`;
  const whole = `bool_and(${value} = floor(${value})) ${finite}`;
  if (type.kind === 'integer') return [...counts, points, whole];
  const digits = [0, 1, 2, 3, mostDecimals].map(
    (many) => `WHEN bool_and(${value} = round(${value}, ${many})) ${finite} THEN ${many}`,
  );
  return [...counts, points, whole, `CASE ${digits.join(' ')} END`];
}

function columnProfile({ type }: TableColumn, rows: number, answers: readonly (string | null)[]): ColumnProfile {
  const [distinct, present, ...rest] = answers;
  const counts = { distinct: Number(distinct), nulls: rows - Number(present) };
  if (rest[0] === null || rest[0] === undefined) return counts;
  if (type.kind === 'string') return { ...counts, text: { longest: Number(rest[0]), opaque: rest[1] === 'true' } };
  if (type.kind === 'date' || type.kind === 'timestamp') return { ...counts, times: timeProfile(rest) };
  return { ...counts, numbers: numberProfile(rest) };
}

function numberProfile([points, whole, decimals]: readonly (string | null)[]): NumberProfile {
  const listed: readonly number[] = JSON.parse(points ?? '[]');
  const [min = 0, p01 = 0, p10 = 0, median = 0, p90 = 0, p99 = 0, max = 0] = listed;
  const digits = decimals === null || decimals === undefined ? {} : { decimals: Number(decimals) };
  return { min, p01, p10, median, p90, p99, max, whole: whole === 'true', ...digits };
}

function timeProfile([min, max, ...rest]: readonly (string | null)[]): TimeProfile {
  const [counts, even] = [rest.slice(0, periodLengths.length), rest.at(-1) === 'true'];
  const [minute = 0, hour = 0, day = 0, week = 0, month = 0, year = 0] = counts.map(Number);
  return { min: min ?? '', max: max ?? '', periods: { minute, hour, day, week, month, year }, even };
}

/** Which columns say the same in other words shows in how many combinations there are. */
async function pairsOf(
  connection: DuckDBConnection,
  from: string,
  columns: readonly TableColumn[],
  profiles: ReadonlyMap<string, ColumnProfile>,
): Promise<readonly ColumnPair[]> {
  const few = columns
    .filter(({ type }) => type.kind === 'string')
    .map(({ name }) => ({ name, distinct: profiles.get(name)?.distinct ?? 0 }))
    .filter(({ distinct }) => distinct > 1 && distinct <= mostPairedValues)
    .slice(0, mostPaired);
  const pairs = few.flatMap((a, index) => few.slice(index + 1).map((b) => [a.name, b.name] as const));
  if (pairs.length === 0) return [];
  const counts = pairs.map(([a, b]) => asText(`count(DISTINCT row(${sqlName(a)}, ${sqlName(b)}))`));
  const [answers = []] = await readText(connection, `SELECT ${counts.join(', ')} FROM ${from}`);
  return pairs.map(([a, b], index) => ({ a, b, distinct: Number(answers[index]) }));
}
