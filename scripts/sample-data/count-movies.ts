/**
 * Counts movies per genre and year straight from the source, sharing no code with the way through the lake.
 * @param movies the parsed movies.json of vega-datasets
 * @returns `<genre>|<year>` -> movies: genre is "Not stated" where the source has none, year the last word of the release date
 */
export function countMovies(movies: readonly Readonly<Record<string, unknown>>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const movie of movies) {
    const key = `${movie['Major Genre'] ?? 'Not stated'}|${String(movie['Release Date']).slice(-4)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
