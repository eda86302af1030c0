-- Spark's meaning of what DuckDB has no function for, or one that means something else.
-- Arguments arrive with the types that the translator has settled. `place` is line:column in the Spark SQL.

-- Raising ---------------------------------------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_raise(place, what) AS error('spark-sql@' || place || '@' || what);

-- value, or what ANSI Spark does when `given` has no counterpart: raise.
CREATE OR REPLACE MACRO spk_sure(value, given, place, target) AS
  CASE WHEN given IS NULL THEN NULL ELSE coalesce(value, spk_raise(place, 'a value that casts to ' || target || '@' || given)) END;

-- Text to values: NULL for text that is none ------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_trim(s) AS trim(s, e' \t\n\r\f\x0b\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f');
CREATE OR REPLACE MACRO spk_integer_text(s) AS
  CASE WHEN regexp_full_match(spk_trim(s), '[+-]?[0-9]+') THEN spk_trim(s) END;
CREATE OR REPLACE MACRO spk_decimal_source(s) AS
  CASE WHEN regexp_full_match(spk_trim(s), '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?') THEN spk_trim(s) END;
CREATE OR REPLACE MACRO spk_double_source(s) AS
  CASE WHEN regexp_full_match(spk_trim(s), '[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?[dDfF]?') THEN rtrim(spk_trim(s), 'dDfF')
       WHEN lower(spk_trim(s)) IN ('inf', '+inf', 'infinity', '+infinity') THEN 'Infinity'
       WHEN lower(spk_trim(s)) IN ('-inf', '-infinity') THEN '-Infinity'
       WHEN lower(spk_trim(s)) = 'nan' THEN 'NaN' END;
CREATE OR REPLACE MACRO spk_text_boolean(s) AS
  CASE WHEN lower(spk_trim(s)) IN ('t', 'true', 'y', 'yes', '1') THEN true
       WHEN lower(spk_trim(s)) IN ('f', 'false', 'n', 'no', '0') THEN false END;
-- yyyy, yyyy-m, yyyy-m-d, and yyyy-m-d with a blank or T and anything after it.
CREATE OR REPLACE MACRO spk_date_parts(s) AS regexp_extract(spk_trim(s), '^([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[ T].*)?)?)?$', ['y', 'm', 'd']);
CREATE OR REPLACE MACRO spk_date_of(p) AS
  CASE WHEN p.y <> '' AND p.y <> '0000' THEN TRY(make_date(CAST(p.y AS BIGINT), CAST(CASE WHEN p.m = '' THEN '1' ELSE p.m END AS BIGINT), CAST(CASE WHEN p.d = '' THEN '1' ELSE p.d END AS BIGINT))) END;
CREATE OR REPLACE MACRO spk_text_date(s) AS list_transform([spk_date_parts(s)], lambda p: spk_date_of(p))[1];
CREATE OR REPLACE MACRO spk_time_parts(s) AS
  regexp_extract(spk_trim(s), '^([0-9]{4}(?:-[0-9]{1,2}(?:-[0-9]{1,2})?)?)(?:[ T]([0-9]{1,2})(?::([0-9]{1,2})(?::([0-9]{1,2})(?:\.([0-9]*))?)?)?[ ]*(Z|UTC|[+-][0-9]{1,2}:[0-9]{2}|[+-][0-9]{2})?)?$', ['d', 'h', 'm', 's', 'f', 'z']);
CREATE OR REPLACE MACRO spk_zone_minutes(z) AS
  CASE WHEN z IN ('', 'Z', 'UTC') THEN 0
       ELSE (CASE WHEN z[1] = '-' THEN -1 ELSE 1 END) * (CAST(split_part(z[2:], ':', 1) AS BIGINT) * 60 + CASE WHEN contains(z, ':') THEN CAST(split_part(z, ':', 2) AS BIGINT) ELSE 0 END) END;
CREATE OR REPLACE MACRO spk_whole(s) AS CASE WHEN s = '' THEN 0 ELSE CAST(s AS BIGINT) END;
CREATE OR REPLACE MACRO spk_timestamp_of(p) AS
  CASE WHEN p.d = '' THEN NULL
       WHEN p.h = '' THEN CAST(spk_text_date(p.d) AS TIMESTAMP)
       WHEN CAST(p.h AS BIGINT) < 24 AND spk_whole(p.m) < 60 AND spk_whole(p.s) < 60 AND abs(spk_zone_minutes(p.z)) <= 1080
       THEN CAST(spk_text_date(p.d) AS TIMESTAMP)
         + to_microseconds((CAST(p.h AS BIGINT) * 3600 + spk_whole(p.m) * 60 + spk_whole(p.s) - spk_zone_minutes(p.z) * 60) * 1000000 + CAST(rpad(left(p.f, 6), 6, '0') AS BIGINT)) END;
-- A zone by name, or a time without its date, is a timestamp in Spark: it raises, also inside try_cast.
CREATE OR REPLACE MACRO spk_text_timestamp(s) AS
  list_transform([spk_time_parts(s)], lambda p:
    CASE WHEN p.d = '' AND regexp_matches(spk_trim(s), '^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ T])?[0-9T]{1,3}:[0-9]{1,2}(:[0-9.]*)?[ ]*([A-Za-z]{2}|[+-][0-9]{1,2}:?[0-9]*:)|^T?[0-9]{1,2}:[0-9]{1,2}')
         THEN spk_raise('0:0', 'a timestamp with its date, and with Z or an offset as zone@' || s)
         ELSE spk_timestamp_of(p) END)[1];

-- Values to text ----------------------------------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_timestamp_text(t) AS strftime(t, '%Y-%m-%d %H:%M:%S') || rtrim(rtrim(strftime(t, '.%f'), '0'), '.');
-- Java writes 0.001 to 10^7 plainly, other doubles as 1.0E10. Its digits are the shortest ones for at most 15 of them and below
-- 10^15 (measured on millions); all else raises.
CREATE OR REPLACE MACRO spk_significant(shown) AS
  length(regexp_replace(regexp_replace(split_part(shown, 'e', 1), '[-.]', '', 'g'), '^0+|0+$', '', 'g'));
CREATE OR REPLACE MACRO spk_point(digits) AS left(digits, 1) || '.' || CASE WHEN length(digits) > 1 THEN substring(digits, 2) ELSE '0' END;
CREATE OR REPLACE MACRO spk_large_text(whole, part) AS
  spk_point(rtrim(whole || part, '0')) || 'E' || (length(whole) - 1);
CREATE OR REPLACE MACRO spk_small_text(shown) AS
  CASE WHEN contains(shown, 'e') THEN split_part(shown, 'e', 1) || CASE WHEN contains(shown, '.') THEN '' ELSE '.0' END || 'E-' || ltrim(split_part(shown, 'e-', 2), '0')
       ELSE spk_point(ltrim(replace(shown, '.', ''), '0')) || 'E-' || (length(shown) - length(ltrim(replace(shown, '.', ''), '0')) - 1) END;
CREATE OR REPLACE MACRO spk_double_text(value, place) AS
  list_transform([struct_pack(d := value, t := CAST(abs(value) AS VARCHAR))], lambda v:
    CASE WHEN v.d IS NULL THEN NULL
         WHEN isnan(v.d) THEN 'NaN'
         WHEN isinf(v.d) THEN CASE WHEN v.d > 0 THEN 'Infinity' ELSE '-Infinity' END
         WHEN v.d = 0 THEN CAST(v.d AS VARCHAR)
         WHEN spk_significant(v.t) <= 15 AND abs(v.d) < 1e15 AND abs(v.d) >= 1e-20
         THEN CASE WHEN v.d < 0 THEN '-' ELSE '' END
           || CASE WHEN abs(v.d) >= 1e7 THEN spk_large_text(split_part(v.t, '.', 1), split_part(v.t, '.', 2))
                   WHEN abs(v.d) < 0.001 THEN spk_small_text(v.t) ELSE v.t END
         ELSE spk_raise(place, 'a double of at most 15 digits below 10^15 where a double becomes text@' || v.d) END)[1];

-- Numbers -------------------------------------------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_nonzero(b, place) AS CASE WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0') ELSE b END;
CREATE OR REPLACE MACRO spk_divide(a, b, place) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0') ELSE a / b END;
CREATE OR REPLACE MACRO spk_quotient(a, b, place) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0') ELSE a // b END;
CREATE OR REPLACE MACRO spk_remainder(a, b, place) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0') ELSE a % b END;
CREATE OR REPLACE MACRO spk_pmod(a, b, place) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0')
       WHEN a % b < 0 THEN (a % b + b) % b ELSE a % b END;
-- Decimals as their digits without the point, so that division is whole-number division.
CREATE OR REPLACE MACRO spk_unscaled(d) AS CAST(replace(CAST(d AS VARCHAR), '.', '') AS HUGEINT);
CREATE OR REPLACE MACRO spk_digits_text(digits, scale) AS
  CASE WHEN scale = 0 THEN digits ELSE list_transform([lpad(digits, CAST(greatest(length(digits), scale + 1) AS INTEGER), '0')], lambda z: left(z, -scale) || '.' || right(z, scale))[1] END;
CREATE OR REPLACE MACRO spk_scaled_text(h, scale) AS
  list_transform([h], lambda n: CASE WHEN n < 0 THEN '-' ELSE '' END || spk_digits_text(CAST(abs(n) AS VARCHAR), scale))[1];
-- n / d, rounded half up (away from zero).
CREATE OR REPLACE MACRO spk_ratio(n, d) AS
  n // d + CASE WHEN abs(n % d) >= abs(d) - abs(n % d) THEN CASE WHEN (n < 0) = (d < 0) THEN 1 ELSE -1 END ELSE 0 END;
CREATE OR REPLACE MACRO spk_decimal_divide(a, b, up, down, scale, place) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL WHEN b = 0 THEN spk_raise(place, 'a divisor other than 0@0')
       ELSE spk_scaled_text(list_transform([struct_pack(n := spk_unscaled(a) * CAST(up AS HUGEINT), d := spk_unscaled(b) * CAST(down AS HUGEINT))], lambda q: spk_ratio(q.n, q.d))[1], scale) END;
-- Spark rounds the decimal digits that a double shows, half up; DuckDB its binary value.
CREATE OR REPLACE MACRO spk_round_double(d, shown) AS CASE WHEN d IS NULL OR NOT isfinite(d) OR abs(d) >= 9007199254740992 THEN d ELSE CAST(shown AS DOUBLE) END;
CREATE OR REPLACE MACRO spk_log(x, y) AS CASE WHEN x > 0 THEN y END;
CREATE OR REPLACE MACRO spk_sqrt(x) AS CASE WHEN x < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(x) END;
-- Java's (long) of a double: NaN is 0, and what is beyond bigint its end.
CREATE OR REPLACE MACRO spk_to_long(x) AS
  CASE WHEN isnan(x) THEN 0 WHEN x >= 9223372036854775807 THEN 9223372036854775807 WHEN x <= -9223372036854775808 THEN CAST(-9223372036854775808 AS BIGINT) ELSE CAST(x AS BIGINT) END;
CREATE OR REPLACE MACRO spk_floor(x) AS spk_to_long(floor(x));
CREATE OR REPLACE MACRO spk_ceil(x) AS spk_to_long(ceil(x));
CREATE OR REPLACE MACRO spk_half_even(value, d) AS
  list_transform([value], lambda n: n // d + CASE WHEN abs(n % d) * 2 > d OR (abs(n % d) * 2 = d AND (n // d) % 2 <> 0) THEN CASE WHEN n < 0 THEN -1 ELSE 1 END ELSE 0 END)[1];

-- Text of ASCII alone, where DuckDB counts bytes or folds more letters than Java.
CREATE OR REPLACE MACRO spk_ascii_only(s, place) AS
  CASE WHEN strlen(s) <> length(s) THEN spk_raise(place, 'ASCII text: another letter could mean something else here@' || s) ELSE s END;

CREATE OR REPLACE MACRO spk_one_line_end(s, place) AS
  CASE WHEN ends_with(s, chr(10)) OR ends_with(s, chr(13)) THEN spk_raise(place, 'text that does not end in a line end, for $ stands before it@' || s) ELSE s END;

-- Text ----------------------------------------------------------------------------------------------------------------------
-- Letters whose other case is several letters, or depends on their neighbours.
CREATE OR REPLACE MACRO spk_upper(s, place) AS
  CASE WHEN regexp_matches(s, '[ŉǰΐΰևẖ-ẚἀ-῿ﬀ-ﬗ]') THEN spk_raise(place, 'letters that have one upper-case letter each@' || s) ELSE upper(replace(s, 'ß', 'SS')) END;
CREATE OR REPLACE MACRO spk_lower(s, place) AS
  CASE WHEN regexp_matches(s, '[İΣ]') THEN spk_raise(place, 'letters that have one lower-case letter each@' || s) ELSE lower(s) END;
CREATE OR REPLACE MACRO spk_initcap(s, place) AS
  array_to_string(list_transform(string_split(spk_lower(s, place), ' '), lambda w: spk_upper(left(w, 1), place) || substring(w, 2)), ' ');
CREATE OR REPLACE MACRO spk_substring(s, p, n) AS
  CASE WHEN s IS NULL OR p IS NULL OR n IS NULL THEN NULL WHEN n <= 0 THEN ''
       WHEN p > 0 THEN substring(s, p, n)
       WHEN p = 0 THEN substring(s, 1, n)
       WHEN length(s) + p >= 0 THEN substring(s, length(s) + p + 1, n)
       ELSE left(s, greatest(CAST(n AS BIGINT) + length(s) + p, 0)) END;
CREATE OR REPLACE MACRO spk_left(s, n) AS CASE WHEN n <= 0 THEN '' ELSE left(s, n) END;
CREATE OR REPLACE MACRO spk_right(s, n) AS CASE WHEN n <= 0 THEN '' ELSE right(s, n) END;
CREATE OR REPLACE MACRO spk_lpad(s, n, p) AS
  CASE WHEN s IS NULL OR n IS NULL OR p IS NULL THEN NULL WHEN n <= 0 THEN '' WHEN p = '' THEN left(s, n) ELSE lpad(s, n, p) END;
CREATE OR REPLACE MACRO spk_rpad(s, n, p) AS
  CASE WHEN s IS NULL OR n IS NULL OR p IS NULL THEN NULL WHEN n <= 0 THEN '' WHEN p = '' THEN left(s, n) ELSE rpad(s, n, p) END;
CREATE OR REPLACE MACRO spk_repeat(s, n) AS CASE WHEN n <= 0 AND s IS NOT NULL THEN '' ELSE repeat(s, n) END;
CREATE OR REPLACE MACRO spk_locate(part, s, p) AS
  CASE WHEN part IS NULL OR s IS NULL THEN NULL WHEN p IS NULL OR p < 1 THEN 0 WHEN part = '' THEN 1
       WHEN strpos(substring(s, p), part) = 0 THEN 0 ELSE strpos(substring(s, p), part) + p - 1 END;
CREATE OR REPLACE MACRO spk_replace(s, a, b) AS CASE WHEN a = '' AND b IS NOT NULL THEN s ELSE replace(s, a, b) END;
CREATE OR REPLACE MACRO spk_reverse(s, place) AS
  CASE WHEN regexp_matches(s, '[^\x00-\x{2ff}\x{370}-\x{482}\x{48a}-\x{590}\x{3000}-\x{3029}\x{3030}-\x{3098}\x{309b}-\x{d7ff}]') THEN spk_raise(place, 'characters that stand alone, to be reversed@' || s) ELSE reverse(s) END;
CREATE OR REPLACE MACRO spk_substring_index(s, mark, n) AS
  CASE WHEN s IS NULL OR mark IS NULL OR n IS NULL THEN NULL WHEN mark = '' OR n = 0 THEN ''
       WHEN n > 0 THEN array_to_string(string_split(s, mark)[1:n], mark)
       ELSE array_to_string(string_split(s, mark)[greatest(len(string_split(s, mark)) + n, 0) + 1:], mark) END;
CREATE OR REPLACE MACRO spk_split_part(s, mark, n, place) AS
  CASE WHEN s IS NULL OR mark IS NULL OR n IS NULL THEN NULL WHEN n = 0 THEN spk_raise(place, 'a part other than 0@0')
       WHEN mark = '' THEN CASE WHEN abs(n) = 1 THEN s ELSE '' END
       ELSE coalesce(list_extract(string_split(s, mark), n), '') END;
CREATE OR REPLACE MACRO spk_ascii(s) AS CASE WHEN s = '' THEN 0 ELSE unicode(s) END;
CREATE OR REPLACE MACRO spk_find_in_set(s, parts) AS
  CASE WHEN s IS NULL OR parts IS NULL THEN NULL WHEN contains(s, ',') THEN 0 ELSE coalesce(list_position(string_split(parts, ','), s), 0) END;
CREATE OR REPLACE MACRO spk_grouped(s) AS regexp_replace(reverse(regexp_replace(reverse(s), '([0-9]{3})', '\1,', 'g')), '^(-?),', '\1');

-- Dates and times -----------------------------------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_add_months(d, n) AS CAST(d + to_months(n) AS DATE);
CREATE OR REPLACE MACRO spk_seconds(t) AS CAST(floor(epoch_us(t) / 1000000) AS BIGINT);
CREATE OR REPLACE MACRO spk_next_day(d, n) AS d + CAST((n - isodow(d) + 6) % 7 + 1 AS INTEGER);
-- Whole months when the days agree or both are last days; else months of 31 days, with the time of day, to 8 digits.
CREATE OR REPLACE MACRO spk_months_raw(a, b) AS
  CASE WHEN day(a) = day(b) OR (CAST(a AS DATE) = last_day(a) AND CAST(b AS DATE) = last_day(b))
       THEN CAST((year(a) - year(b)) * 12 + month(a) - month(b) AS DOUBLE)
       ELSE (year(a) - year(b)) * 12 + month(a) - month(b)
         + ((day(a) - day(b)) * 86400 + (epoch_us(a) - epoch_us(date_trunc('day', a))) // 1000000 - (epoch_us(b) - epoch_us(date_trunc('day', b))) // 1000000) / 2678400e0 END;
-- ChronoUnit.MONTHS.between: by month and day, a day short of it when the time of day does not reach.
CREATE OR REPLACE MACRO spk_month_days(d) AS (year(d) * 12 + month(d) - 1) * 32 + day(d);
CREATE OR REPLACE MACRO spk_months_diff(a, b) AS
  (spk_month_days(CAST(b AS DATE) + CASE WHEN CAST(b AS DATE) > CAST(a AS DATE) AND CAST(b AS TIME) < CAST(a AS TIME) THEN -1
                                         WHEN CAST(b AS DATE) < CAST(a AS DATE) AND CAST(b AS TIME) > CAST(a AS TIME) THEN 1 ELSE 0 END)
   - spk_month_days(a)) // 32;

-- Minutes of Z, +02, +0200 or +02:00.
CREATE OR REPLACE MACRO spk_offset_minutes(z) AS
  CASE WHEN upper(z) = 'Z' THEN 0 ELSE (CASE WHEN z[1] = '-' THEN -1 ELSE 1 END) * (CAST(z[2:3] AS BIGINT) * 60 + spk_whole(replace(z[4:], ':', ''))) END;

-- Lists -----------------------------------------------------------------------------------------------------------------------
CREATE OR REPLACE MACRO spk_index(a, i, place) AS
  CASE WHEN a IS NULL OR i IS NULL THEN NULL
       WHEN i < 0 OR i >= len(a) THEN spk_raise(place, 'an index within the array''s ' || len(a) || ' elements@' || i)
       ELSE list_extract(a, i + 1) END;
CREATE OR REPLACE MACRO spk_element_at(a, i, place) AS
  CASE WHEN a IS NULL OR i IS NULL THEN NULL
       WHEN i = 0 OR abs(i) > len(a) THEN spk_raise(place, 'a place within the array''s ' || len(a) || ' elements, from 1@' || i)
       ELSE list_extract(a, i) END;
CREATE OR REPLACE MACRO spk_array_contains(a, v) AS
  CASE WHEN a IS NULL OR v IS NULL THEN NULL WHEN list_contains(a, v) THEN true WHEN len(list_filter(a, lambda e: e IS NULL)) > 0 THEN NULL ELSE false END;
CREATE OR REPLACE MACRO spk_array_join(a, mark) AS CASE WHEN mark IS NULL OR a IS NULL THEN NULL ELSE coalesce(array_to_string(list_filter(a, lambda e: e IS NOT NULL), mark), '') END;
CREATE OR REPLACE MACRO spk_distinct_in_order(a) AS
  list_filter(a, lambda e, i: len(list_filter(a[1:i - 1], lambda f: f IS NOT DISTINCT FROM e)) = 0);
CREATE OR REPLACE MACRO spk_holds(a, v) AS len(list_filter(a, lambda h: h IS NOT DISTINCT FROM v)) > 0;
CREATE OR REPLACE MACRO spk_array_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN list_filter(spk_distinct_in_order(a), lambda x: spk_holds(b, x)) END;
CREATE OR REPLACE MACRO spk_array_except(a, b) AS CASE WHEN b IS NOT NULL THEN list_filter(spk_distinct_in_order(a), lambda x: NOT spk_holds(b, x)) END;
CREATE OR REPLACE MACRO spk_arrays_overlap(a, b) AS
  CASE WHEN a IS NULL OR b IS NULL THEN NULL
       WHEN len(list_filter(a, lambda x: x IS NOT NULL AND spk_holds(b, x))) > 0 THEN true
       WHEN len(a) > 0 AND len(b) > 0 AND (spk_holds(a, NULL) OR spk_holds(b, NULL)) THEN NULL ELSE false END;
CREATE OR REPLACE MACRO spk_slice(a, start, n, place) AS
  CASE WHEN a IS NULL OR start IS NULL OR n IS NULL THEN NULL
       WHEN start = 0 OR n < 0 THEN spk_raise(place, 'a start other than 0 and a length of 0 or more@' || start || ', ' || n)
       WHEN start > 0 THEN a[start:start + n - 1]
       WHEN len(a) + start < 0 THEN a[1:0]
       ELSE a[len(a) + start + 1:len(a) + start + n] END;

-- JSON ------------------------------------------------------------------------------------------------------------------------
-- Spark's parser takes single quotes, and stops after the first value; DuckDB's takes neither. Such text raises.
CREATE OR REPLACE MACRO spk_json(s, place) AS
  CASE WHEN json_valid(s) AND NOT regexp_matches(s, ',\s*[}\]]|[:\[,]\s*[-+]?(NaN|[Ii]nf)') THEN CAST(s AS JSON)
       WHEN regexp_matches(s, '^\s*[{\[].*[}\]'']') THEN spk_raise(place, 'valid JSON, or text that is none@' || s) END;
-- Of two equal keys Spark's from_json takes the last, DuckDB the first.
CREATE OR REPLACE MACRO spk_json_object(j, place) AS
  CASE WHEN json_type(j) = 'OBJECT' AND len(json_keys(j)) <> len(list_distinct(json_keys(j))) THEN spk_raise(place, 'a JSON object with each key once@' || CAST(j AS VARCHAR)) ELSE j END;
-- Numbers that Java and DuckDB write differently inside an object or array.
CREATE OR REPLACE MACRO spk_json_text(j, place) AS
  CASE json_type(j)
    WHEN 'NULL' THEN NULL
    WHEN 'DOUBLE' THEN spk_double_text(CAST(j AS DOUBLE), place)
    WHEN 'VARCHAR' THEN json_extract_string(j, '$')
    WHEN 'OBJECT' THEN CASE WHEN regexp_matches(CAST(j AS VARCHAR), '[0-9][eE][+-]?[0-9]|[0-9.]{17}') THEN spk_raise(place, 'plain numbers inside JSON@' || CAST(j AS VARCHAR)) ELSE CAST(j AS VARCHAR) END
    WHEN 'ARRAY' THEN CASE WHEN regexp_matches(CAST(j AS VARCHAR), '[0-9][eE][+-]?[0-9]|[0-9.]{17}') THEN spk_raise(place, 'plain numbers inside JSON@' || CAST(j AS VARCHAR)) ELSE CAST(j AS VARCHAR) END
    ELSE json_extract_string(j, '$') END;
