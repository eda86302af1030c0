import { nearest } from '../nearest.ts';

/** Functions whose result depends on more than the rows: the clock, chance, the order that rows happen to come in. */
export const nondeterministic: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['current_date', 'curdate', 'current_timestamp', 'now', 'localtimestamp', 'current_timezone'].map((name) => [
      name,
      'a table may not depend on the clock: compare with a date in the data',
    ]),
  ),
  ...Object.fromEntries(
    ['rand', 'random', 'randn', 'uuid', 'shuffle'].map((name) => [
      name,
      'a table may not depend on chance: derive the value from a key, for example with sha2(key, 256)',
    ]),
  ),
  monotonically_increasing_id: 'use row_number() OVER (ORDER BY key)',
  spark_partition_id: 'leave it out: how rows are spread is no part of a result',
  input_file_name: 'use the column _file',
  first: 'use min_by(x, order), or first_value(x) OVER (… ORDER BY …)',
  first_value: 'give it OVER (… ORDER BY …), or use min_by(x, order)',
  last: 'use max_by(x, order), or last_value(x) OVER (… ORDER BY …)',
  last_value: 'give it OVER (… ORDER BY …), or use max_by(x, order)',
  any_value: 'use min(x) or max(x)',
  mode: 'count, and take the first by count and value with row_number()',
};

const zones =
  'keep times in UTC; where local ones are needed, join a table of offsets with the time each begins at, and timestampadd';

/** The nearest allowed way for functions that people use and that are not on the list. */
const instead: Readonly<Record<string, string>> = {
  percentile_approx: 'use percentile(x, 0.5), which is exact',
  approx_percentile: 'use percentile(x, 0.5), which is exact',
  approx_count_distinct: 'use count(DISTINCT x), which is exact',
  percentile_disc: 'use percentile(x, p)',
  to_char: 'use format_number or date_format',
  to_varchar: 'use format_number or date_format',
  to_number: 'remove what is no digit with regexp_replace, and CAST',
  format_string: 'use concat, lpad and format_number',
  printf: 'use concat, lpad and format_number',
  hash: 'use sha2(x, 256)',
  xxhash64: 'use sha2(x, 256)',
  crc32: 'use sha2(x, 256)',
  to_json: 'keep the columns, or build text with concat',
  schema_of_json: 'write the schema out in from_json',
  json_tuple: "use get_json_object(j, '$.a') for each",
  map: 'use columns, or named_struct',
  str_to_map: 'use regexp_extract',
  map_from_arrays: 'use columns, or arrays',
  map_keys: 'use from_json with a struct',
  explode: 'write it alone in SELECT, or LATERAL VIEW explode(…) t AS x',
  stack: "use UNION ALL, or inline(array(named_struct('k', 'a', 'v', a), named_struct('k', 'b', 'v', b)))",
  arrays_zip: 'use posexplode and a join on the place',
  zip_with: 'use posexplode and a join on the place',
  soundex: 'use levenshtein',
  window: "use date_trunc('HOUR', t), or arithmetic on unix_timestamp(t)",
  session_window: 'use lag() and a running sum',
  string_agg: "use array_join(sort_array(collect_list(x)), ',')",
  listagg: "use array_join(sort_array(collect_list(x)), ',')",
  group_concat: "use array_join(sort_array(collect_list(x)), ',')",
  regexp_instr: 'use regexp_extract and instr',
  try_to_date: 'Spark 3.5 has none: use CAST(try_to_timestamp(x, pattern) AS DATE)',
  try_to_number: 'use try_cast(x AS DECIMAL(p,s))',
  strftime: 'use date_format',
  date: 'use to_date(x) or CAST(x AS DATE)',
  isnumeric: 'use try_cast(x AS DOUBLE) IS NOT NULL',
  convert_timezone: zones,
  from_utc_timestamp: zones,
  to_utc_timestamp: zones,
  make_timestamp: "use to_timestamp(concat(…), 'yyyy-MM-dd HH:mm:ss')",
  make_interval: 'use timestampadd(UNIT, n, t)',
  array_union: 'use array_distinct(concat(a, b))',
  array_agg: 'use collect_list',
  kurtosis: 'compute it from sums',
  conv: 'compute it with arithmetic',
  try_sum: 'use sum, which raises when it overflows',
  try_avg: 'use avg, which raises when it overflows',
  charindex: 'use locate(part, text)',
  hex: 'use sha2 or md5 for keys',
};

/** What to write instead of a function that is not on the list. */
export const adviceFor = (name: string, names: readonly string[]): string =>
  instead[name] ?? nearestFunction(name, names);

function nearestFunction(name: string, names: readonly string[]): string {
  const found = nearest(name, names, 'functions');
  return found.startsWith('did you mean')
    ? found
    : 'the functions that run alike on both engines are listed in glue/duckdb/spark-sql/README.md';
}
