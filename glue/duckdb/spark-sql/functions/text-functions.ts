import { castTo } from '../cast.ts';
import { arrayOf, duckdbName, type SparkType, simple } from '../spark-type.ts';
import { type BoundCall, type FunctionEntry, type Result, scalar } from './function-entry.ts';

const string = simple('string');
const text = (sql: string): Result => ({ sql, type: string });
const int = (sql: string): Result => ({ sql: `CAST(${sql} AS INTEGER)`, type: simple('int') });
const flag = (sql: string): Result => ({ sql, type: simple('boolean') });
const or = (call: BoundCall, index: number, fallback: string): string =>
  call.args[index] === undefined ? fallback : call.sql(index);

/** Functions of text. Lengths and places count Unicode characters from 1. */
export const textFunctions: readonly FunctionEntry[] = [
  scalar('upper ucase(string)', (c) => text(`spk_upper(${c.sql(0)}, ${c.place})`)),
  scalar('lower lcase(string)', (c) => text(`spk_lower(${c.sql(0)}, ${c.place})`)),
  scalar('initcap(string)', (c) => text(`spk_initcap(${c.sql(0)}, ${c.place})`)),
  scalar('length char_length character_length len(string)', (c) => int(`length(${c.sql(0)})`)),
  scalar('octet_length(string)', (c) => int(`strlen(${c.sql(0)})`)),
  scalar('trim(string)', (c) => text(`trim(${c.sql(0)}, ' ')`), { note: 'blanks; trim(BOTH x FROM text) too' }),
  scalar('btrim(string, string?)', (c) => text(`trim(${c.sql(0)}, ${or(c, 1, "' '")})`)),
  scalar('ltrim(string, string?)', (c) => leading(c, 'ltrim'), {
    note: 'with two arguments the characters come first',
  }),
  scalar('rtrim(string, string?)', (c) => leading(c, 'rtrim'), {
    note: 'with two arguments the characters come first',
  }),
  scalar('concat(any+)', concat),
  scalar('concat_ws(text, any*)', concatWithSeparator),
  scalar('substring substr(string, int, int?)', (c) =>
    text(`spk_substring(${c.sql(0)}, ${c.sql(1)}, ${or(c, 2, '2147483647')})`),
  ),
  scalar('left(string, int)', (c) => text(`spk_left(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('right(string, int)', (c) => text(`spk_right(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('lpad(string, int, string?)', (c) => text(`spk_lpad(${c.sql(0)}, ${c.sql(1)}, ${or(c, 2, "' '")})`)),
  scalar('rpad(string, int, string?)', (c) => text(`spk_rpad(${c.sql(0)}, ${c.sql(1)}, ${or(c, 2, "' '")})`)),
  scalar('repeat(string, int)', (c) => text(`spk_repeat(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('space(int)', (c) => text(`spk_repeat(' ', ${c.sql(0)})`)),
  scalar('reverse(any)', (c) =>
    c.type(0).kind === 'array'
      ? { sql: `list_reverse(${c.sql(0)})`, type: c.type(0) }
      : text(`spk_reverse(${castTo(c.args[0] ?? never(c), string, c.scope).sql}, ${c.place})`),
  ),
  scalar('replace(string, string, string?)', (c) => text(`spk_replace(${c.sql(0)}, ${c.sql(1)}, ${or(c, 2, "''")})`)),
  scalar('translate(string, string, string)', (c) => text(`translate(${c.sql(0)}, ${c.sql(1)}, ${c.sql(2)})`)),
  scalar('instr(string, string)', (c) => int(`spk_locate(${c.sql(1)}, ${c.sql(0)}, 1)`)),
  scalar('locate position(string, string, int?)', (c) => int(`spk_locate(${c.sql(0)}, ${c.sql(1)}, ${or(c, 2, '1')})`)),
  scalar('startswith(string, string)', (c) => flag(`starts_with(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('endswith(string, string)', (c) => flag(`ends_with(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('contains(string, string)', (c) => flag(`contains(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('substring_index(string, text, int)', substringIndex),
  scalar('split_part(string, string, int)', (c) =>
    text(`spk_split_part(${c.sql(0)}, ${c.sql(1)}, ${c.sql(2)}, ${c.place})`),
  ),
  scalar('ascii(string)', (c) => int(`spk_ascii(${c.sql(0)})`)),
  scalar('md5(string)', (c) => text(`md5(${c.sql(0)})`)),
  scalar('sha sha1(string)', (c) => text(`sha1(${c.sql(0)})`)),
  scalar('sha2(string, whole)', (c) =>
    [0, 256].includes(c.whole(1) ?? -1)
      ? text(`sha256(${c.sql(0)})`)
      : c.refuse('256 bits', `${c.whole(1)}`, 'write sha2(x, 256)'),
  ),
  scalar('levenshtein(string, string)', (c) =>
    int(`levenshtein(spk_ascii_only(${c.sql(0)}, ${c.place}), spk_ascii_only(${c.sql(1)}, ${c.place}))`),
  ),
  scalar('find_in_set(string, string)', (c) => int(`spk_find_in_set(${c.sql(0)}, ${c.sql(1)})`)),
  scalar('format_number(number, whole)', formatNumber, { note: 'the count of decimals written out' }),
];

function leading(call: BoundCall, name: string): Result {
  return text(call.args[1] === undefined ? `${name}(${call.sql(0)}, ' ')` : `${name}(${call.sql(1)}, ${call.sql(0)})`);
}

function never(call: BoundCall) {
  return { sql: 'NULL', type: string, at: call.at, loose: [], aggregate: false, window: false };
}

/** Spark looks for marks that overlap, DuckDB cuts at marks that do not: the same, unless the mark begins as it ends. */
function substringIndex(call: BoundCall): Result {
  const mark = call.text(1) ?? '';
  const overlaps = Array.from({ length: Math.max(0, mark.length - 1) }, (_, index) => index + 1).some((length) =>
    mark.startsWith(mark.slice(-length)),
  );
  if (overlaps) return call.refuse('a mark that does not end as it begins', mark, 'use split and array_join');
  return text(`spk_substring_index(${call.sql(0)}, ${call.sql(1)}, ${call.sql(2)})`);
}

/** Arrays are joined, everything else is text; NULL in, NULL out (DuckDB would forget the type of a NULL written out). */
function concat(call: BoundCall): Result {
  const arrays = call.args.filter((arg) => arg.type.kind === 'array');
  if (arrays.length > 0) {
    const [first] = arrays;
    if (arrays.length !== call.args.length || first === undefined)
      return call.refuse('arrays alone, or no array', 'both', 'use array_append or array_join');
    const type: SparkType = first.type;
    if (call.args.some((arg) => arg.constant === null)) return { sql: `CAST(NULL AS ${duckdbName(type)})`, type };
    return { sql: `(${call.args.map((arg) => castTo(arg, type, call.scope).sql).join(' || ')})`, type };
  }
  if (call.args.some((arg) => arg.constant === null)) return text('CAST(NULL AS VARCHAR)');
  return text(`(${call.args.map((arg) => castTo(arg, string, call.scope).sql).join(' || ')})`);
}

/** NULLs are left out; arrays give their elements. */
function concatWithSeparator(call: BoundCall): Result {
  const lists = call.args
    .slice(1)
    .map((arg) =>
      arg.type.kind === 'array'
        ? castTo(arg, arrayOf(string), call.scope).sql
        : `[${castTo(arg, string, call.scope).sql}]`,
    );
  if (lists.length === 0) return text(`CASE WHEN ${call.sql(0)} IS NOT NULL THEN '' END`);
  const [first = ''] = lists;
  if (lists.length === 1)
    return text(`coalesce(spk_array_join(${first}, ${call.sql(0)}), CASE WHEN ${call.sql(0)} IS NOT NULL THEN '' END)`);
  const all = lists.map((list) => `coalesce(${list}, [])`).join(' || ');
  return text(`spk_array_join(${all}, ${call.sql(0)})`);
}

/** #,###.00, rounded half even as java.text.DecimalFormat does; so doubles, whose ties are binary, are refused. */
function formatNumber(call: BoundCall): Result {
  const places = call.whole(1) ?? 0;
  const type = call.type(0);
  if (places < 0 || places > 18) return call.refuse('0 to 18 decimals', `${places}`);
  const fix = `write format_number(CAST(x AS DECIMAL(18,${places})), ${places})`;
  if (type.kind === 'double') return call.refuse('a whole number or a decimal', 'double', fix);
  const value = call.sql(0);
  // The sign stays where all digits are rounded away: -0.
  const rounded =
    type.kind === 'decimal' && type.scale > places
      ? `spk_scaled_text(spk_half_even(spk_unscaled(abs(${value})), 1${'0'.repeat(type.scale - places)}), ${places})`
      : `CAST(abs(CAST(${value} AS DECIMAL(38,${places}))) AS VARCHAR)`;
  const whole =
    places === 0
      ? `spk_grouped(${rounded})`
      : `spk_grouped(split_part(${rounded}, '.', 1)) || '.' || split_part(${rounded}, '.', 2)`;
  return text(`(CASE WHEN ${value} < 0 THEN '-' ELSE '' END || ${whole})`);
}
