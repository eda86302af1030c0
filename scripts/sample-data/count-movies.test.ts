import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { countMovies } from './count-movies.ts';
import { readSourceMovies, type SourceMovie } from './movies.ts';

const source = await readSourceMovies();
const counts = countMovies(source);

test('counts every movie of the source once', () => {
  expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(3201);
  const dramas = [...counts].filter(([key]) => key.startsWith('Drama|'));
  expect(dramas.reduce((sum, [, count]) => sum + count, 0)).toBe(789);
  expect(counts.get('Drama|2046')).toBe(source.filter(isDramaOf2046).length);
});

test('movies.csv has the same movies, genres and years, as csv-parse reads them', async () => {
  const text = await readFile(new URL('../../datasets/movies/movies.csv', import.meta.url));
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const fromFile = new Map<string, number>();
  for (const { genre, year } of rows) {
    const key = `${genre === '' ? 'Not stated' : genre}|${year}`;
    fromFile.set(key, (fromFile.get(key) ?? 0) + 1);
  }
  expect([...fromFile].sort()).toEqual([...counts].sort());
  expect(rows.map(({ title }) => title)).toEqual(source.map((movie) => String(movie['Title'] ?? '')));
  expect(rows.map(({ movie_id: id }) => Number(id))).toEqual(source.map((_, index) => index + 1));
});

function isDramaOf2046(movie: SourceMovie): boolean {
  return movie['Major Genre'] === 'Drama' && String(movie['Release Date']).includes('2046');
}
