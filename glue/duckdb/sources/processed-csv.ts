import { sqlText, sqlTexts } from '../sql-text.ts';

/**
 * How DuckDB reads a processed CSV (design: RFC 4180, UTF-8, LF, header; null is an unquoted empty field). Nothing is sniffed and
 * nothing is forgiven: a file that is otherwise is an error. Source of the names: https://duckdb.org/docs/stable/data/csv/overview
 */
const options: readonly (readonly [string, string])[] = [
  ['auto_detect', 'false'],
  ['header', 'true'],
  ['encoding', "'utf-8'"],
  ['compression', "'none'"],
  ['delim', "','"],
  ['quote', "'\"'"],
  ['escape', "'\"'"],
  ['new_line', "'\\n'"],
  ['comment', "''"],
  ['skip', '0'],
  ['nullstr', "''"],
  // "" in quotes is a text without characters, not null.
  ['allow_quoted_nulls', 'false'],
  ['decimal_separator', "'.'"],
  ['strict_mode', 'true'],
  ['null_padding', 'false'],
  ['ignore_errors', 'false'],
  ['normalize_names', 'false'],
  ['hive_partitioning', 'false'],
  ['union_by_name', 'false'],
  // Parallel within a file, DuckDB guesses whether a line break is in quotes. Parts are at most 128 MB; files are read in parallel.
  ['parallel', 'false'],
];

/**
 * A `read_csv(...)` of processed files that have the same header.
 * @param paths in the order that rows are to come
 * @param columns DuckDB types by column, in the header's order
 * @param pathColumn name of the column that is to hold the path
 */
export function readProcessedCsv(
  paths: readonly string[],
  columns: readonly (readonly [name: string, type: string])[],
  pathColumn: string,
): string {
  const types = columns.map(([name, type]) => `${sqlText(name)}: ${sqlText(type)}`);
  const all = [
    ...options.map(([name, value]) => `${name}=${value}`),
    `columns={${types.join(', ')}}`,
    `filename=${sqlText(pathColumn)}`,
  ];
  return `read_csv(${sqlTexts(paths)}, ${all.join(', ')})`;
}
