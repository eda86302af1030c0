/** One entry of vega-datasets' movies.json, as far as it is counted. */
export interface SourceMovie {
  readonly 'Major Genre': string | null;
  readonly 'Release Date': string;
}

/**
 * Counts movies per genre and year straight from the source, sharing no code with the way through the lake.
 * @param movies the parsed movies.json
 * @returns `<genre>|<year>` -> movies, genre "Not stated" where the source has none, year as the last word of the release date
 */
export function countMovies(movies: readonly SourceMovie[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const movie of movies) {
    const key = `${movie['Major Genre'] ?? 'Not stated'}|${movie['Release Date'].split(' ').at(-1)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
