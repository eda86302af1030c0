import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName } from '../../../glue/duckdb/sql-text.ts';
import type { PlannedColumn } from './planned-select.ts';
import type { RowsProfile } from './profile-columns.ts';
import type { Source } from './source.ts';

/** Columns that are made of the day of a row, and which of them are partitions. */
export interface PlannedDates {
  readonly columns: readonly PlannedColumn[];
  readonly partitions: readonly string[];
  readonly toLookAt: readonly string[];
}

/** Folders of a month each are good for reading up to here; beyond, folders of a year with enough rows each. */
const most = { months: 120, years: 100 };
const leastRowsAYear = 1000;

const none: PlannedDates = { columns: [], partitions: [], toLookAt: [] };

/**
 * Plans day, year and month of a source's first date or time that all rows have. A column that may be null can't be a partition.
 * @param own the columns that are taken @param taken every name of the result so far
 */
export async function planDates(
  connection: DuckDBConnection,
  source: Source,
  profile: RowsProfile,
  own: readonly PlannedColumn[],
  taken: ReadonlySet<string>,
): Promise<PlannedDates> {
  const time = findTime(source, profile, own);
  if (time?.from === undefined) return none;
  const { column } = time.from;
  const isTaken = (name: string) => taken.has(name);
  const prefixed = (name: string) => `${time.name}_${name}`.slice(0, 64);
  const derive = (name: string | undefined, sql: string, description: string): PlannedColumn[] => {
    const { required } = time;
    return name === undefined
      ? []
      : [{ name, sql, description, required, unit: undefined, from: undefined, derived: true }];
  };
  const day =
    column.type.kind === 'timestamp'
      ? derive(
          ['day', prefixed('day')].find((name) => !isTaken(name)),
          `CAST(${time.sql} AS DATE)`,
          `Day of ${time.name}, UTC.`,
        )
      : [];
  const spread = await measureSpread(connection, source, column.name);
  // A date a year, the same day of each, says no more than its year does.
  if (spread.months <= 1 || spread.isYearly) return { ...none, columns: day };
  const [hasYear, hasMonth] = [
    await holdsPart(connection, source, column.name, 'year', own),
    await holdsPart(connection, source, column.name, 'month', own),
  ];
  const isFree = (names: readonly string[]) =>
    names.every((name) => !isTaken(name) || (name === 'year' && hasYear) || (name === 'month' && hasMonth));
  const pairs = [
    ['year', 'month'],
    ['year', prefixed('month')],
    [prefixed('year'), prefixed('month')],
  ] as const;
  const [yearName, wanted] = (hasYear || hasMonth ? pairs : [pairs[0], pairs[2]]).find(isFree) ?? [];
  const monthName = spread.isOneMonth ? undefined : wanted;
  const year = hasYear && yearName === 'year' ? undefined : yearName;
  const month = hasMonth && monthName === 'month' ? undefined : monthName;
  const columns = [
    ...day,
    ...derive(year, `YEAR(${time.sql})`, `Year of ${time.name}.`),
    ...derive(month, `MONTH(${time.sql})`, `Month of ${time.name}, 1 to 12.`),
  ];
  return { columns, ...partition(time, source, profile, spread, yearName, monthName) };
}

function partition(
  time: PlannedColumn,
  source: Source,
  { rows }: RowsProfile,
  { months, years }: Spread,
  year: string | undefined,
  month: string | undefined,
): Omit<PlannedDates, 'columns'> {
  if (year === undefined) return { partitions: [], toLookAt: [] };
  const both = month === undefined ? [year] : [year, month];
  if (!time.required) {
    const why = `partitions: none, because ${source.name}.${time.from?.column.name} may be null; once its schema requires it, partition by ${both.join(', ')}`;
    return { partitions: [], toLookAt: [why] };
  }
  if (month !== undefined && months <= most.months) return { partitions: both, toLookAt: [] };
  if (years <= most.years && rows / years >= leastRowsAYear) return { partitions: [year], toLookAt: [] };
  const why = `partitions: none, because ${rows} rows are spread over ${months} months of ${time.name}`;
  return { partitions: [], toLookAt: [why] };
}

/** Whether the source has a part of its date in a column of that name, in every row and by its schema. */
async function holdsPart(
  connection: DuckDBConnection,
  source: Source,
  date: string,
  part: 'year' | 'month',
  own: readonly PlannedColumn[],
): Promise<boolean> {
  const column = own.find(({ name, from }) => name === part && from?.column.name === part);
  if (column?.required !== true || column.from?.column.type.kind !== 'integer') return false;
  const [[others] = []] = await readText(
    connection,
    `SELECT CAST(count(*) AS VARCHAR) FROM main.${sqlName(source.name)} WHERE ${sqlName(part)} <> ${part}(${sqlName(date)})`,
  );
  return others === '0';
}

/** The first date or time that every row has; one that is required before others, and one that only says when a record changed last. */
function findTime(source: Source, { columns: profiles, rows }: RowsProfile, own: readonly PlannedColumn[]) {
  const times = own.filter(({ from }) => from?.column.type.kind === 'date' || from?.column.type.kind === 'timestamp');
  const complete = times.filter(({ from }) => rows > 0 && profiles.get(from?.column.name ?? '')?.nulls === 0);
  const events = complete.filter(
    ({ from }) => from?.column.name !== source.replacedBy && !isAboutRecord(from?.column.name),
  );
  const all = [...events, ...complete];
  return all.find(({ required }) => required) ?? all[0];
}

const isAboutRecord = (name = ''): boolean => /^(updated|modified|changed|created|inserted|loaded)(_|$)/.test(name);

/** How far the dates of all rows reach. */
interface Spread {
  /** Different months, each of its year. */
  readonly months: number;
  readonly years: number;
  /** Each year has one date, in the same month as every other. */
  readonly isYearly: boolean;
  /** All are in a month of the same name. */
  readonly isOneMonth: boolean;
}

async function measureSpread(connection: DuckDBConnection, source: Source, name: string): Promise<Spread> {
  const value = sqlName(name);
  const facts = [`date_trunc('month', ${value})`, `year(${value})`, `month(${value})`, value];
  const counts = facts.map((fact) => `CAST(count(DISTINCT ${fact}) AS VARCHAR)`);
  const [answers = []] = await readText(connection, `SELECT ${counts.join(', ')} FROM main.${sqlName(source.name)}`);
  const [months = 0, years = 0, named = 0, values = 0] = answers.map(Number);
  const isOneMonth = named === 1;
  return { months, years: Math.max(1, years), isOneMonth, isYearly: isOneMonth && values === years };
}
