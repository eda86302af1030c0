SELECT n, s ILIKE 'äöü%' AS a, s LIKE '__語' AS b, s ILIKE 'MIXED%' AS c FROM texts

SELECT x, count(*) FROM VALUES (0.0D), (-0.0D), (CAST('NaN' AS DOUBLE)), (CAST('NaN' AS DOUBLE)) AS t(x) GROUP BY x

SELECT DISTINCT x FROM VALUES (1.0D), (1.0D), (NULL), (NULL) AS t(x)

SELECT n, i <> 0 AND 100 / i > 5 AS a, i = 0 OR 100 / i > 5 AS b, i IS NOT NULL AND i <> 0 AND b % i = 0 AS c FROM numbers

SELECT n FROM numbers WHERE (i <> 0 AND 100 / i > 5) OR n = 3

SELECT n, CASE WHEN i <> 0 AND 100 / i > 5 THEN 'big' ELSE 'small' END AS k FROM numbers

SELECT try_add(CAST(s AS INT), n) AS x FROM numbers

SELECT try_multiply(i, n) AS a, try_subtract(i, 2147483647) AS b, try_add(d, 1) AS c, try_multiply(m, m) AS e FROM numbers

SELECT region, max(id) AS quantity FROM sales GROUP BY region ORDER BY sum(quantity)

SELECT region, max(id) AS quantity FROM sales GROUP BY region ORDER BY quantity DESC

SELECT item FROM sales INTERSECT ALL SELECT item FROM items

SELECT concat(array(1), CAST(NULL AS ARRAY<INT>)) AS a, array(1) || CAST(NULL AS ARRAY<INT>) AS b

SELECT id, lag(note, 1, 'none') IGNORE NULLS OVER (ORDER BY id) AS a, lead(note) RESPECT NULLS OVER (ORDER BY id) AS b FROM sales

SELECT id, first_value(note, true) OVER (PARTITION BY region ORDER BY id) AS a, last(quantity) OVER (PARTITION BY region ORDER BY id) AS b FROM sales

SELECT id, sum(price) OVER (PARTITION BY region ORDER BY id ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS rest, count(*) OVER (PARTITION BY region) AS n FROM sales

SELECT id, max(day) OVER (ORDER BY id ROWS 2 PRECEDING) AS m, min(price) OVER (ORDER BY id ROWS BETWEEN 1 FOLLOWING AND 2 FOLLOWING) AS f FROM sales

SELECT n, translate(s, 'aab', 'xyz') AS a, substring_index(s, 'll', 1) AS b FROM texts

SELECT substring_index('aaa', 'aa', 2)

SELECT get_json_object('{"a":{"t":"\u00e9\/x\n","u":"é"}}', '$.a') AS a, get_json_object('{"a":{"n":1.10,"m":12345678901234567890}}', '$.a') AS b, get_json_object('{"a":1.10}', '$.a') AS c, get_json_object('{"a":12345678901234567890}', '$.a') AS d

SELECT event_id, from_json(payload, 'user STRUCT<id: BIGINT>').user.id AS id, from_json(payload, 'ms DOUBLE').ms AS ms FROM events WHERE event_id <> 'e5'

SELECT CAST(12345678.9D AS STRING) AS a, CAST(1.5E-5D AS STRING) AS b, CAST(100000000D AS STRING) AS c, CAST(-0.0004D AS STRING) AS d, CAST(9.87654321E12D AS STRING) AS e, CAST(1E-10D AS STRING) AS f, concat(CAST(revenue AS STRING), '!') AS g FROM (SELECT CAST(sum(quantity * price) AS DOUBLE) * 1000000 AS revenue FROM sales)

SELECT d, CAST(d / 7 AS DECIMAL(10,3)) AS x FROM numbers WHERE n <> 5

SELECT id, CAST(price * 1.075 AS DECIMAL(10,2)) AS gross, price * discount AS off, quantity * 0.15 AS c FROM sales

SELECT day, count(*) AS n, sum(count(*)) OVER (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running FROM sales GROUP BY day ORDER BY day

SELECT region, quantity, quantity - avg(quantity) OVER (PARTITION BY region) AS diff FROM sales

SELECT id, datediff(day, date'2024-01-01') AS a, months_between(day, date'2024-01-01') AS b, floor(months_between(day, date'2024-01-01')) AS c FROM sales

SELECT a.item FROM (SELECT item FROM sales WHERE region = 'north') a JOIN (SELECT item FROM sales WHERE region = 'south') b USING (item) GROUP BY a.item

SELECT item, count(*) FROM sales s RIGHT JOIN items i USING (item) GROUP BY item

SELECT coalesce(s.item, i.item) AS item, sum(quantity) AS q FROM sales s FULL JOIN items i ON s.item = i.item GROUP BY coalesce(s.item, i.item)

SELECT s.region, collect_list(s.item) OVER (PARTITION BY s.region ORDER BY s.id) AS items FROM sales s

SELECT max(if(region = 'north', quantity, null)) AS a, sum(int(quantity > 3)) AS b, avg(nullif(quantity, 0)) AS c FROM sales

SELECT id, date_format(day, 'yyyy-MM-dd') AS a, date_format(sold_at, "yyyy-MM-dd'T'HH:mm:ss.SSS") AS b, to_date(concat(year(day), '-', lpad(CAST(month(day) AS STRING), 2, '0'), '-01')) AS c FROM sales

SELECT to_timestamp('2024-01-02T03:04:05Z') AS a, to_timestamp('2024-01-02 03:04:05.5', 'yyyy-MM-dd HH:mm:ss.S') AS b, to_timestamp('2024-01-02 03:04:05.120', 'yyyy-MM-dd HH:mm:ss.SSS') AS c

SELECT to_timestamp('2024-01-02 03:04:05.5', 'yyyy-MM-dd HH:mm:ss.SSS') AS a

SELECT to_timestamp('2024-01-02 03:04:05.123456', 'yyyy-MM-dd HH:mm:ss.SSS') AS a

SELECT to_timestamp('2024-01-02 3:04', 'yyyy-MM-dd H:mm') AS a, to_date('2/1/2024', 'd/M/yyyy') AS b, to_date('02-Jan-2024', 'dd-MMM-yyyy') AS c, to_date('January 2, 2024', 'MMMM d, yyyy') AS d, to_timestamp('01/02/2024 11:30 PM', 'MM/dd/yyyy hh:mm a') AS e

SELECT to_date('24-01-02', 'yy-MM-dd') AS a

SELECT to_timestamp('Tue, 02 Jan 2024', 'EEE, dd MMM yyyy') AS a

SELECT to_timestamp('2024-01-02T03:04:05+02:00', "yyyy-MM-dd'T'HH:mm:ssXXX") AS a, to_timestamp('2024-01-02 03:04:05 +0530', 'yyyy-MM-dd HH:mm:ss Z') AS b, to_timestamp('2024-01-02T03:04:05Z', "yyyy-MM-dd'T'HH:mm:ssXXX") AS c

SELECT date_format(sold_at, 'yyyy-MM-dd HH:mm:ss z') AS a, date_format(sold_at, "yyyy-MM-dd'T'HH:mm:ssXXX") AS b FROM sales WHERE id < 3

SELECT upper(trim(region)) AS r, concat_ws('/', region, CAST(quantity AS STRING)) AS c, lpad(CAST(id AS STRING), 4, '0') AS i, initcap(item) AS t, nvl(note, 'n/a') AS n FROM sales

SELECT id, CASE WHEN note IS NULL OR trim(note) = '' THEN 'empty' WHEN note LIKE '%order%' THEN 'order' WHEN note RLIKE '[0-9]+' THEN 'number' ELSE lower(note) END AS kind FROM sales WHERE id <> 4

SELECT count(DISTINCT CASE WHEN quantity > 2 THEN region END) AS a, count(DISTINCT year(day), month(day)) AS b, sum(CASE WHEN region IS NULL THEN 1 ELSE 0 END) / count(*) AS share FROM sales

SELECT round(100.0 * sum(CASE WHEN discount > 0.1 THEN 1 ELSE 0 END) / count(*), 2) AS pct FROM sales

SELECT round(sum(quantity) * 100 / sum(sum(quantity)) OVER (), 1) AS pct, region FROM sales GROUP BY region

SELECT sum(quantity * price) / nullif(sum(quantity), 0) AS avg_price, item FROM sales GROUP BY item

SELECT avg(price) OVER (PARTITION BY item) AS a, sum(price) OVER (PARTITION BY item ORDER BY id) AS s, id FROM sales

SELECT percentile(quantity, 0.25) AS q1, percentile(quantity, 0.75) - percentile(quantity, 0.25) AS iqr FROM sales

SELECT item, approx_count_distinct(region) FROM sales GROUP BY item

SELECT sum(quantity) AS total FROM sales WHERE day >= date_sub(date'2024-03-01', 31) AND day < add_months(date'2024-03-01', 1)

SELECT day, lead(day) OVER (ORDER BY day, id) AS next_day, datediff(lead(day) OVER (ORDER BY day, id), day) AS gap FROM sales WHERE day IS NOT NULL

WITH days AS (SELECT explode(sequence(date'2024-01-01', date'2024-03-01', interval 1 month)) AS m) SELECT d.m, count(s.id) AS n FROM days d LEFT JOIN sales s ON trunc(s.day, 'MM') = d.m GROUP BY d.m ORDER BY d.m

WITH ranked AS (SELECT region, item, sum(quantity) AS q, dense_rank() OVER (PARTITION BY region ORDER BY sum(quantity) DESC) AS r FROM sales GROUP BY region, item) SELECT * FROM ranked WHERE r = 1

WITH a AS (SELECT region, count(*) AS n FROM sales GROUP BY region), b AS (SELECT max(n) AS m FROM a) SELECT a.region FROM a CROSS JOIN b WHERE a.n = b.m

SELECT 'total' AS region, sum(quantity) AS q FROM sales UNION ALL SELECT region, sum(quantity) FROM sales GROUP BY region ORDER BY q DESC, region

SELECT id, item, quantity, CASE WHEN quantity > avg(quantity) OVER () THEN 1 ELSE 0 END AS above FROM sales

SELECT sum(x) FROM (SELECT CAST(id AS INT) AS x FROM sales UNION ALL SELECT 2147483647)

SELECT CAST(sum(i) AS INT) FROM numbers

SELECT CAST(w AS DECIMAL(10,2)) FROM numbers

SELECT date_add(day, CAST(quantity AS INT)) FROM sales

SELECT date_add(day, quantity) FROM sales

SELECT e.event_id, t.tag, count(*) OVER (PARTITION BY t.tag) AS n FROM events e LATERAL VIEW explode(from_json(e.tags, 'array<string>')) t AS tag WHERE e.tags IS NOT NULL

SELECT event_id, size(from_json(tags, 'array<string>')) AS n, array_contains(from_json(tags, 'array<string>'), 'net') AS net, array_distinct(from_json(tags, 'array<string>')) AS d FROM events

SELECT inline(from_json('[{"a":1,"b":"x"},{"a":2,"b":null}]', 'array<struct<a:int,b:string>>'))

SELECT e.event_id, x.a FROM events e LATERAL VIEW inline(array(named_struct('a', 1), named_struct('a', 2))) x AS a WHERE e.event_id = 'e1'

SELECT named_struct('r', region, 'q', quantity) AS s FROM sales WHERE id < 3

SELECT struct(region, quantity AS q).q AS q, struct(id, 'x').col2 AS c FROM sales WHERE id < 3

SELECT filter(split(note, ' '), w -> length(w) > 4) AS long, transform(split(note, ' '), (w, i) -> concat(i, ':', upper(w))) AS t FROM sales WHERE id IN (1, 6, 7)

SELECT unix_timestamp('2024-01-01 00:00:00') AS a, unix_timestamp('01/02/2024', 'dd/MM/yyyy') AS b, from_unixtime(1704067200, 'yyyy-MM-dd HH:mm') AS c, to_unix_timestamp('2024-01-01 00:00:01') AS d

SELECT floor(unix_timestamp(sold_at) / 900) * 900 AS bucket, count(*) FROM sales WHERE sold_at IS NOT NULL GROUP BY floor(unix_timestamp(sold_at) / 900) * 900

SELECT timestamp_seconds(floor(unix_timestamp(sold_at) / 900) * 900) AS bucket, count(*) AS n FROM sales WHERE sold_at IS NOT NULL GROUP BY 1 ORDER BY 1

SELECT bigint(12.7), int('5'), string(5), double('1.5'), boolean('true'), date('2024-01-01'), timestamp('2024-01-01')

SELECT m, -m AS a, abs(-m) AS b, m * -1 AS c, m / 7 AS d, m % 3 AS e, round(m * 7, 1) AS f, floor(m * 10) / 10 AS g FROM numbers

SELECT hour(sold_at) AS h, CASE WHEN hour(sold_at) BETWEEN 6 AND 11 THEN 'morning' WHEN hour(sold_at) < 18 THEN 'day' ELSE 'night' END AS part, count(*) AS n FROM sales GROUP BY hour(sold_at), part ORDER BY h

SELECT part, count(*) AS n FROM (SELECT CASE WHEN day IS NULL THEN 'none' ELSE date_format(day, 'MMM yyyy') END AS part FROM sales) GROUP BY part ORDER BY n DESC, part

SELECT first_value(item) OVER (PARTITION BY region ORDER BY quantity DESC NULLS LAST, id) AS best, region FROM sales

SELECT region, max_by(item, struct(quantity, id)) FROM sales GROUP BY region

SELECT item, sum(quantity) FILTER (WHERE region = 'north') AS n, count(*) FILTER (WHERE region <> 'north') AS o FROM sales GROUP BY item HAVING sum(quantity) FILTER (WHERE region = 'north') > 1

SELECT array_sort(collect_set(region)) AS r, concat_ws(',', sort_array(collect_list(item))) AS items, map_from_arrays(array(1), array(2)) FROM sales

SELECT region AS item, count(*) FROM sales GROUP BY region ORDER BY max(item)

SELECT region, quantity FROM sales GROUP BY region, quantity ORDER BY sum(quantity), region

SELECT try_to_timestamp(s, 'yyyy-MM-dd HH:mm:ss.SSS') AS t, s FROM VALUES ('2024-01-02 03:04:05.5'), ('2024-01-02 03:04:05.'), ('2024-01-02 03:04:05'), ('2024-13-02 03:04:05.123'), ('x') AS v(s)

SELECT try_to_timestamp('2024-1-5', 'yyyy-MM-dd')

SELECT try_to_timestamp('2024-01-05 10:00', 'yyyy-MM-dd')

SELECT to_timestamp('2024-01-02T03:04:05Z', "yyyy-MM-dd'T'HH:mm:ssX") AS a, to_timestamp('2024-01-02T03:04:05+02', "yyyy-MM-dd'T'HH:mm:ssX") AS b, to_timestamp('2024-01-02T03:04:05-0230', "yyyy-MM-dd'T'HH:mm:ssXX") AS c, to_timestamp('2024-01-02T03:04:05+02:00', "yyyy-MM-dd'T'HH:mm:ssxxx") AS d, to_timestamp('2024-01-02 03:04:05 +0000', 'yyyy-MM-dd HH:mm:ss ZZZ') AS e

SELECT date_format(timestamp'2024-01-02 03:04:05', "X XX XXX x xx xxx Z ZZZ z VV") AS a

SELECT date_format(ts, "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX") AS a, date_format(d, 'LLL yy') AS b FROM moments

SELECT CAST(x AS STRING) AS t FROM VALUES (1e7D), (12345678D), (1.5e14D), (999999999999999D), (0.00099D), (1.234567890123e-7D), (-5e-19D), (0.001D), (9999999.5D), (-12345678.125D), (0D) AS v(x)

SELECT substring_index(s, '-', 1) AS a, substring_index(s, ', ', -1) AS b FROM texts

SELECT to_date('05/06/24', 'dd/MM/yy') AS a, to_date('1/2/24', 'd/M/yy') AS b

SELECT count(*) FROM sales WHERE false GROUP BY GROUPING SETS (())

SELECT region, count(*) FROM sales WHERE false GROUP BY ROLLUP(region)

SELECT region, count(*) FROM sales WHERE false GROUP BY region WITH CUBE

SELECT count(*) FROM sales WHERE false

SELECT region, item, count(*) FROM sales GROUP BY GROUPING SETS ((region), (region), (item))

SELECT region, count(*) FROM sales GROUP BY ROLLUP(region, region)

SELECT region, count(*) FROM sales GROUP BY region, region

SELECT count(*) FROM sales GROUP BY ROLLUP(region) HAVING count(*) > 3

SELECT sum(quantity) FROM sales WHERE false HAVING count(*) = 0

SELECT region, count(*) FROM sales GROUP BY ALL

SELECT count(*) FROM sales WHERE false GROUP BY ALL

SELECT count(*), 'x' AS c FROM sales GROUP BY ALL

SELECT upper(region) AS r, count(*) + 1 AS n, year(day) FROM sales GROUP BY ALL ORDER BY r, n, 3

SELECT region, count(*) OVER () AS n FROM sales GROUP BY region ORDER BY region

SELECT region, item, sum(quantity) AS q FROM sales WHERE id > 100 GROUP BY CUBE (region, item)

SELECT region, count(*) AS n FROM sales GROUP BY ROLLUP (region) HAVING n > 2 ORDER BY n, region

SELECT 'x' AS c, count(*) FROM sales GROUP BY ROLLUP ('x')

SELECT n, if(i <> 0, 100 / i + 100 / i + 100 / i + 100 / i + 100 / i + 100 / i, -1) AS a, coalesce(try_divide(1, i), 100 / nullif(i, 0), 0) AS b, nvl2(nullif(i, 0), 100 / i, 0) AS c, nanvl(d, 100 / i) AS e FROM numbers WHERE n <> 3

SELECT n, nanvl(d, 100 / i) AS e, if(i = 0, 0, 100 / i) AS f FROM numbers

SELECT months_between(us, ts, n > 3) FROM moments

SELECT width_bucket(price, 2.5, 0.5, 4) AS b, count(*) FROM sales GROUP BY width_bucket(price, 2.5, 0.5, 4)
