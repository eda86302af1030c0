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
  const { months, years } = await spread(connection, source, column.name);
  if (months <= 1) return { ...none, columns: day };
  if (await holdsYear(connection, source, column.name, own)) {
    const month = ['month', prefixed('month')].find((name) => !isTaken(name));
    const columns = [...day, ...derive(month, `MONTH(${time.sql})`, `Month of ${time.name}, 1 to 12.`)];
    return { columns, ...partition(time, source, profile, months, years, 'year', month) };
  }
  const pairs = [['year', 'month'] as const, [prefixed('year'), prefixed('month')] as const];
  const [yearName, monthName] = pairs.find((names) => !names.some(isTaken)) ?? [];
  const year = derive(yearName, `YEAR(${time.sql})`, `Year of ${time.name}.`);
  const month = derive(monthName, `MONTH(${time.sql})`, `Month of ${time.name}, 1 to 12.`);
  const columns = [...day, ...year, ...month];
  return { columns, ...partition(time, source, profile, months, years, yearName, monthName) };
}

function partition(
  time: PlannedColumn,
  source: Source,
  { rows }: RowsProfile,
  months: number,
  years: number,
  year: string | undefined,
  month: string | undefined,
): Omit<PlannedDates, 'columns'> {
  if (year === undefined || month === undefined) return { partitions: [], toLookAt: [] };
  if (!time.required) {
    const why = `partitions: none, because ${source.name}.${time.from?.column.name} may be null; once its schema requires it, partition by ${year}, ${month}`;
    return { partitions: [], toLookAt: [why] };
  }
  if (months <= most.months) return { partitions: [year, month], toLookAt: [] };
  if (years <= most.years && rows / years >= leastRowsAYear) return { partitions: [year], toLookAt: [] };
  const why = `partitions: none, because ${rows} rows are spread over ${months} months of ${time.name}`;
  return { partitions: [], toLookAt: [why] };
}

/** Whether the source has the year of its date in a column of that name, in every row and by its schema. */
async function holdsYear(
  connection: DuckDBConnection,
  source: Source,
  date: string,
  own: readonly PlannedColumn[],
): Promise<boolean> {
  const year = own.find(({ name, from }) => name === 'year' && from?.column.name === 'year');
  if (year?.required !== true || year.from?.column.type.kind !== 'integer') return false;
  const [[others] = []] = await readText(
    connection,
    `SELECT CAST(count(*) AS VARCHAR) FROM main.${sqlName(source.name)} WHERE "year" <> year(${sqlName(date)})`,
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

async function spread(connection: DuckDBConnection, source: Source, name: string) {
  const value = sqlName(name);
  const [[months, years] = []] = await readText(
    connection,
    `SELECT CAST(count(DISTINCT date_trunc('month', ${value})) AS VARCHAR), CAST(count(DISTINCT year(${value})) AS VARCHAR) FROM main.${sqlName(source.name)}`,
  );
  return { months: Number(months), years: Math.max(1, Number(years)) };
}
