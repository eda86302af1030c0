import type { DuckDBConnection } from '@duckdb/node-api';
import { readText } from '../../../glue/duckdb/engine.ts';
import { sqlName, sqlNames } from '../../../glue/duckdb/sql-text.ts';
import { findKey, isKey } from './find-key.ts';
import type { RowsProfile } from './profile-columns.ts';
import { namesThings, type Source } from './source.ts';

/** What tells the rows of a source apart. */
export interface PlannedKey {
  /** Columns of the source; or `_file` and `_row` where no others do. */
  readonly names: readonly string[];
  readonly by: 'declared' | 'data' | 'place';
  /** What a person has to look at. */
  readonly toLookAt: readonly string[];
}

/**
 * The declared key; else the fewest columns that are complete and unique in today's rows and look like a key; else the place that a row
 * came from. A table always declares one.
 */
export async function planKey(connection: DuckDBConnection, source: Source, profile: RowsProfile): Promise<PlannedKey> {
  const from = `main.${sqlName(source.name)}`;
  if (source.key.length > 0) {
    if (await isKey(connection, from, source.key)) return { names: source.key, by: 'declared', toLookAt: [] };
    const problem = `${source.name}: its primaryKey (${source.key.join(', ')}) is not complete and unique in today's rows; the key of the draft is the place of a row`;
    return { ...byPlace, toLookAt: [problem] };
  }
  if (profile.rows === 0) {
    const unproven = `${source.name} declares no primaryKey and has no rows: the key of the draft is the place of a row`;
    return { ...byPlace, toLookAt: [unproven] };
  }
  const found = await findKey(connection, from, candidates(source, profile), 3, {
    profile,
    accepts: couldBeMeant(source, profile),
  });
  if (found === undefined) {
    const again = await countRepeated(connection, source);
    const repeated = `${source.name} declares no primaryKey, and no few columns are unique in it: the key is the place of a row (source_file, source_row); declare a primaryKey if there is one${again === 0 ? '' : `; ${again === 1 ? '1 row repeats' : `${again} rows repeat`} another in every column: settle them in transform.sql if they are not meant`}`;
    return { ...byPlace, toLookAt: [repeated] };
  }
  const evidence = `key: ${found.join(', ')} is unique in today's ${profile.rows} rows, but ${source.name} declares no primaryKey; declare it if it is meant`;
  return { names: found, by: 'data', toLookAt: [evidence] };
}

/** From so many rows on a time, or several columns together, are no accident. */
const evident = 20;

/** In few rows much is unique: there a key is what names things, or a first column of texts; several columns hold one of these or a time. */
function couldBeMeant({ columns }: Source, { rows }: RowsProfile): (names: readonly string[]) => boolean {
  const isTime = (name: string) =>
    columns.some((one) => one.name === name && (one.type.kind === 'date' || one.type.kind === 'timestamp'));
  return (names) => {
    const isNamed = names.some(namesThings);
    if (names.length > 1) return rows >= evident && (isNamed || names.some(isTime));
    return isNamed || (rows >= evident && names.some(isTime)) || (rows > 2 && names[0] === columns[0]?.name);
  };
}

async function countRepeated(connection: DuckDBConnection, { name, columns }: Source): Promise<number> {
  const all = sqlNames(columns.map((column) => column.name));
  const [[again] = []] = await readText(
    connection,
    `SELECT CAST(coalesce(sum(n - 1), 0) AS VARCHAR) FROM (SELECT count(*) AS n FROM main.${sqlName(name)} GROUP BY ${all})`,
  );
  return Number(again);
}

const byPlace = { names: ['_file', '_row'], by: 'place' } as const;

/** Complete columns that can tell rows apart: what names things first; a second or third one is a time. */
function candidates({ columns }: Source, { columns: profiles, rows }: RowsProfile): string[] {
  const complete = columns.filter(({ name, type, json, hidden }) => {
    const isPlain = ['string', 'integer', 'date', 'timestamp'].includes(type.kind) && !json && hidden !== 'mask';
    return isPlain && profiles.get(name)?.nulls === 0 && (rows === 1 || (profiles.get(name)?.distinct ?? 0) > 1);
  });
  const naming = complete.filter(({ name }) => namesThings(name));
  const times = complete.filter(({ type }) => type.kind === 'date' || type.kind === 'timestamp');
  const first = complete.filter((column) => column === columns[0] && column.type.kind === 'string');
  const isYear = complete.filter(
    ({ name, type }) => type.kind === 'integer' && /^(year|month|week|day|hour)$/.test(name),
  );
  const texts = complete.filter(
    ({ name, type }) => type.kind === 'string' && (profiles.get(name)?.distinct ?? 0) <= 1000,
  );
  return [...new Set([...naming, ...first, ...times, ...isYear, ...texts])].map(({ name }) => name).slice(0, 9);
}
