import { readFile } from 'node:fs/promises';
import { CommandError } from '../cli/command-error.ts';
import { csvLine, type DataFile, textFile } from './data-file.ts';

/** Columns of movies.csv after movie_id, and the field of movies.json that each copies; year is the last word of the date. */
const columns = [
  ['title', 'Title'],
  ['genre', 'Major Genre'],
  ['year', 'Release Date'],
  ['release_date', 'Release Date'],
  ['mpaa_rating', 'MPAA Rating'],
  ['running_time_min', 'Running Time min'],
  ['distributor', 'Distributor'],
  ['source', 'Source'],
  ['creative_type', 'Creative Type'],
  ['director', 'Director'],
  ['us_gross', 'US Gross'],
  ['worldwide_gross', 'Worldwide Gross'],
  ['us_dvd_sales', 'US DVD Sales'],
  ['production_budget', 'Production Budget'],
  ['rotten_tomatoes_rating', 'Rotten Tomatoes Rating'],
  ['imdb_rating', 'IMDB Rating'],
  ['imdb_votes', 'IMDB Votes'],
] as const;

/** One object of movies.json. */
export type SourceMovie = Readonly<Record<string, string | number | null>>;

/**
 * Reads movies.json of the installed package vega-datasets: 3,201 movies.
 * @throws CommandError when it is not a list of objects with plain values
 */
export async function readSourceMovies(): Promise<SourceMovie[]> {
  const url = new URL('../../node_modules/vega-datasets/data/movies.json', import.meta.url);
  const source: unknown = JSON.parse(await readFile(url, 'utf8'));
  if (isMovieList(source)) return source;
  const place = 'node_modules/vega-datasets/data/movies.json';
  throw new CommandError('sample-source', 'environment', `${place}: expected a list of movies; run npm ci`);
}

/**
 * datasets/movies/movies.csv: every movie of the source in its order, values as they stand there. Nothing is invented and
 * nothing is mended; movie_id is the ordinal, as titles repeat.
 */
export function movies(source: readonly SourceMovie[]): DataFile[] {
  const lines = source.map((movie, index) => {
    const fields = columns.map(([name, field]) => {
      const text = String(movie[field] ?? '');
      return name === 'year' ? (text.split(' ').at(-1) ?? '') : text;
    });
    return csvLine([String(index + 1), ...fields]);
  });
  return [textFile('movies/movies.csv', [csvLine(['movie_id', ...columns.map(([name]) => name)]), ...lines])];
}

function isMovieList(value: unknown): value is SourceMovie[] {
  const plain = (field: unknown): boolean => field === null || typeof field === 'string' || typeof field === 'number';
  return (
    Array.isArray(value) &&
    value.every((entry) => typeof entry === 'object' && entry !== null && Object.values(entry).every(plain))
  );
}
