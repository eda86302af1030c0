SELECT region, count(*) AS n FROM sales GROUP BY region HAVING count(*) > 2 ORDER BY count(*) DESC, region

SELECT region, count(*) AS n FROM sales GROUP BY region HAVING count(*) > 2 ORDER BY n DESC, region

SELECT region, count(*) AS n FROM sales GROUP BY region HAVING n > 2 ORDER BY count(*) DESC, region

SELECT region FROM sales GROUP BY region HAVING count(*) > 2 ORDER BY count(*) DESC, region

SELECT region FROM sales GROUP BY region ORDER BY count(*) DESC, region

SELECT region, sum(quantity) FROM sales GROUP BY region HAVING count(*) > 2 ORDER BY sum(quantity) DESC

SELECT region, sum(quantity) FROM sales GROUP BY region HAVING sum(quantity) > 2 ORDER BY sum(quantity) DESC

SELECT region, sum(quantity) AS q FROM sales GROUP BY region HAVING sum(quantity) > 2 AND region IS NOT NULL ORDER BY q

SELECT region, sum(quantity) AS q FROM sales GROUP BY region HAVING region IS NOT NULL ORDER BY sum(quantity)

SELECT region, sum(quantity) AS q FROM sales GROUP BY region HAVING q > 2 AND region IS NOT NULL ORDER BY sum(price)

SELECT upper(region) AS r, sum(quantity) AS quantity FROM sales GROUP BY upper(region) HAVING quantity > 5 ORDER BY r

SELECT region, max(quantity) AS quantity FROM sales GROUP BY region HAVING sum(quantity) > 5 ORDER BY quantity

SELECT upper(region) AS region FROM sales GROUP BY region ORDER BY region

SELECT lower(item) AS item, count(*) n FROM sales GROUP BY item HAVING item <> 'fig' ORDER BY item

SELECT length(item) AS item, count(*) n FROM sales GROUP BY item HAVING item > 3 ORDER BY item

SELECT quantity AS q, q + 1 AS r, r * 2 AS s FROM sales WHERE id = 1

SELECT quantity AS price, price * 2 AS x FROM sales WHERE id = 1

SELECT sum(quantity) AS q, q * 2 AS r FROM sales

SELECT region, sum(quantity) AS q, q / sum(q) OVER () AS share FROM sales GROUP BY region

SELECT id, row_number() OVER (ORDER BY id) AS rn, rn + 1 AS next FROM sales WHERE id < 3

SELECT id AS x FROM sales WHERE x = 1

SELECT id AS x, id + 1 AS x FROM sales ORDER BY x

SELECT day, sum(quantity) OVER (ORDER BY day RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS two_days FROM sales WHERE day IS NOT NULL ORDER BY day

SELECT day, sum(quantity) OVER (ORDER BY day RANGE BETWEEN INTERVAL 1 MONTH PRECEDING AND CURRENT ROW) AS two_days FROM sales WHERE day IS NOT NULL

SELECT sold_at, sum(quantity) OVER (ORDER BY sold_at RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) AS two_days FROM sales WHERE day IS NOT NULL

SELECT sold_at, sum(quantity) OVER (ORDER BY sold_at RANGE BETWEEN INTERVAL 1 MONTH PRECEDING AND CURRENT ROW) AS two_days FROM sales WHERE day IS NOT NULL

SELECT sum(price) OVER (ORDER BY price RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) AS two_days FROM sales

SELECT sum(price) OVER (ORDER BY id RANGE BETWEEN 1L PRECEDING AND CURRENT ROW) AS two_days FROM sales

SELECT sum(price) OVER (ORDER BY discount RANGE BETWEEN 0.1 PRECEDING AND CURRENT ROW) AS two_days FROM sales

SELECT i.item, (SELECT count(*) FROM sales s WHERE s.item = i.item AND s.quantity > i.unit_price) AS n FROM items i

SELECT i.item, (SELECT max(s.day) FROM sales s WHERE s.item > i.item) AS n FROM items i

SELECT i.item, (SELECT s.day FROM sales s WHERE s.item = i.item) AS n FROM items i

SELECT i.item, (SELECT s.day FROM sales s WHERE s.item = i.item LIMIT 1) AS n FROM items i

SELECT i.item, (SELECT count(*) FROM sales s WHERE s.item = i.item) AS n FROM items i

SELECT i.item, (SELECT count(*) + 1 FROM sales s WHERE s.item = i.item GROUP BY s.item) AS n FROM items i

SELECT i.item, (SELECT count(*) FROM sales s WHERE s.item = i.item GROUP BY s.region) AS n FROM items i

SELECT i.item FROM items i WHERE EXISTS (SELECT 1 FROM sales s WHERE s.item > i.item)

SELECT i.item FROM items i WHERE unit_price IN (SELECT price FROM sales s WHERE s.item > i.item)

SELECT i.item FROM items i WHERE unit_price < (SELECT max(price) * i.unit_price FROM sales s WHERE s.item = i.item)

SELECT corr(quantity, discount), covar_samp(quantity, discount), stddev(quantity), var_samp(quantity), covar_pop(quantity, discount) FROM sales WHERE id = 7

SELECT corr(quantity, 1) FROM sales

SELECT corr(quantity, 1) FROM sales where id > 100

SELECT item, quantity FROM sales ORDER BY sales.quantity, id LIMIT 2

SELECT DISTINCT item FROM sales ORDER BY quantity

SELECT DISTINCT upper(item) AS u FROM sales ORDER BY upper(item)

SELECT item, count(*) FROM sales GROUP BY item ORDER BY 2 DESC, 1

SELECT item FROM sales UNION ALL SELECT item FROM items ORDER BY upper(item) LIMIT 3

SELECT region, count(*) FROM sales GROUP BY 1 HAVING count(*) > 1 ORDER BY 2, 1

SELECT sum(quantity) FROM sales HAVING sum(quantity) > 1

SELECT count(*) FROM sales HAVING max(region) = 'x'

SELECT 1 FROM sales GROUP BY region

SELECT region FROM sales HAVING region = 'x'

SELECT max(region) FROM sales ORDER BY max(region)

SELECT region, explode(array(1,2)) AS x FROM sales WHERE id < 3

SELECT explode(array(1,2)) AS x, x + 1 FROM sales WHERE id < 3

SELECT id + explode(array(1,2)) FROM sales

SELECT id, explode(array(1,2)) FROM sales WHERE id = 1 ORDER BY col DESC

SELECT count(*), explode(array(1,2)) FROM sales

SELECT DISTINCT ON (region) id FROM sales

SELECT TOP 3 id FROM sales

SELECT id FROM sales FETCH FIRST 3 ROWS ONLY

SELECT id i, region r FROM sales WHERE id = 1

SELECT date FROM (SELECT day AS date FROM sales) LIMIT 1

SELECT count FROM (SELECT count(*) AS count FROM sales)

SELECT id FROM sales s JOIN items USING (item) WHERE s.item = 'fig'

SELECT s.*, i.category FROM sales s JOIN items i USING (item) WHERE id = 1

SELECT i.* FROM sales s LEFT JOIN items i USING (item) WHERE id = 1

SELECT region.name FROM regions region LIMIT 1

SELECT sales.region FROM sales s

SELECT s.region FROM sales AS s, items AS i WHERE s.item = i.item AND id = 1

SELECT * FROM sales s JOIN items i ON s.item = i.item AND i.category = 'dried' ORDER BY id

SELECT item, sum(quantity) FROM sales GROUP BY item, region GROUPING SETS ((item, region), item)

SELECT region, item, count(*) FROM sales GROUP BY region, ROLLUP(item)

SELECT region, item, count(*) FROM sales GROUP BY GROUPING SETS ((region, item), (region), ()) ORDER BY 1, 2, 3

SELECT nvl(quantity, 'x') FROM sales WHERE id = 8

SELECT CASE WHEN id > 5 THEN quantity ELSE 'none' END FROM sales

SELECT CASE WHEN id > 5 THEN day ELSE 'none' END FROM sales

SELECT coalesce(day, 'never') FROM sales

SELECT coalesce(CAST(day AS STRING), 'never') FROM sales WHERE id > 10

SELECT id IN ('1', '2') FROM sales WHERE id < 3

SELECT day = '2024-01-01' FROM sales WHERE id < 3

SELECT day > '2024' FROM sales WHERE id < 3

SELECT day IN ('2024-01-01') FROM sales WHERE id < 3

SELECT quantity = '3.0' FROM sales WHERE id < 3

SELECT price > '1.5' FROM sales WHERE id < 3

SELECT concat(day, ' ', sold_at, price, discount, quantity) FROM sales WHERE id < 3

SELECT max(quantity) FILTER (WHERE region = 'north') OVER (PARTITION BY item) FROM sales WHERE id = 1

SELECT count(DISTINCT region) OVER () FROM sales WHERE id = 1

SELECT collect_list(item) OVER (ORDER BY id) FROM sales WHERE id < 4

SELECT collect_set(item) OVER (ORDER BY id) FROM sales WHERE id < 4

SELECT lag(id) OVER (PARTITION BY region) FROM sales

SELECT first_value(id) OVER (PARTITION BY region) FROM sales WHERE id < 3

SELECT row_number() OVER () FROM sales WHERE id < 3

SELECT any_value(id) FROM sales where id = 1

SELECT array_agg(id) FROM sales where id = 1

SELECT lag(item, 1, 'none') OVER (ORDER BY id), lag(quantity, 1, 0) OVER (ORDER BY id), lag(quantity, 1, '0') OVER (ORDER BY id), lag(price, 1, 0) OVER (ORDER BY id), lag(price, 1, 0.5D) OVER (ORDER BY id) FROM sales WHERE id < 3

SELECT lag(quantity, -1) OVER (ORDER BY id) FROM sales WHERE id < 4

SELECT sum(item) FROM sales

SELECT sum('1') FROM sales

SELECT avg('1.5') FROM sales

SELECT stddev(DISTINCT quantity) FROM sales

SELECT count(*) AS n FROM sales GROUP BY region HAVING count(*) > 2 ORDER BY region

SELECT region, count(*) AS n FROM sales s GROUP BY region HAVING count(*) > 2 ORDER BY s.region

SELECT region, count(*) AS n FROM sales s GROUP BY region HAVING count(*) > 2 ORDER BY upper(region), -n

SELECT upper(region) AS r, count(*) AS n FROM sales s GROUP BY upper(region) HAVING count(*) > 2 ORDER BY upper(region)

SELECT upper(region) AS r, count(*) AS n FROM sales s GROUP BY upper(region) ORDER BY upper(region)

SELECT region r, count(*) AS n FROM sales s GROUP BY region ORDER BY region

SELECT region r, count(*) AS n FROM sales s GROUP BY region ORDER BY lower(region), sum(quantity) * 2

SELECT DISTINCT region FROM sales s ORDER BY s.region

SELECT DISTINCT region AS r FROM sales s ORDER BY region

SELECT DISTINCT region FROM sales s ORDER BY upper(region)

SELECT DISTINCT region, count(*) FROM sales GROUP BY region ORDER BY count(*), region

SELECT id FROM sales ORDER BY row_number() OVER (ORDER BY id DESC)

SELECT id AS quantity FROM sales WHERE id < 4 ORDER BY quantity + 1 DESC

SELECT s.id FROM sales s WHERE id < 4 ORDER BY s.quantity DESC, s.id

SELECT id AS x, quantity AS id FROM sales WHERE id < 4 ORDER BY id

SELECT region, count(*) AS n FROM sales GROUP BY region HAVING max(id) > 2 AND n > 1

SELECT sum(quantity) AS id FROM sales GROUP BY region HAVING id > 3

SELECT region, sum(quantity) AS price FROM sales GROUP BY region HAVING price > 3

SELECT region, sum(quantity) AS price FROM sales GROUP BY region HAVING sum(price) > 3

SELECT region, sum(quantity) AS price FROM sales GROUP BY region HAVING sum(price) > 3 AND price > 4

SELECT lower(region) AS region FROM sales GROUP BY lower(region)

SELECT lower(region) AS region, count(*) FROM sales GROUP BY region

SELECT upper(region) AS item, count(*) FROM sales GROUP BY item

SELECT id, (SELECT sum(quantity) FROM sales t WHERE t.region = s.region AND t.id <= s.id) FROM sales s WHERE id < 4

SELECT id, (SELECT sum(quantity) FROM sales t WHERE t.region = s.region AND t.id <= s.id OR t.id = 1) FROM sales s WHERE id < 4

SELECT id, (SELECT sum(t.quantity) FROM sales t JOIN items i ON t.item = i.item AND i.item = s.item) FROM sales s WHERE id < 4

SELECT id, (SELECT max(t.quantity + s.id) FROM sales t WHERE t.region = s.region) FROM sales s WHERE id < 4

SELECT id FROM sales s WHERE id IN (SELECT max(id) FROM sales t WHERE t.region = s.region)

SELECT id FROM sales s WHERE EXISTS (SELECT 1 FROM sales t WHERE t.region = s.region GROUP BY t.item HAVING count(*) > 1)

SELECT id FROM sales s WHERE EXISTS (SELECT 1 FROM (SELECT * FROM sales t WHERE t.region = s.region) x)

SELECT id FROM sales s WHERE s.id = (SELECT max(id) FROM (SELECT id, region FROM sales) x WHERE x.region = s.region)

SELECT id, CASE WHEN EXISTS (SELECT 1 FROM items i WHERE i.item = s.item) THEN 1 ELSE 0 END FROM sales s WHERE id < 3

SELECT id, id IN (SELECT id FROM sales WHERE quantity > 3) FROM sales WHERE id < 5

SELECT id FROM sales WHERE quantity NOT IN (SELECT quantity FROM sales WHERE id > 3)

SELECT region, count(*) FROM sales GROUP BY region HAVING count(*) > (SELECT avg(n) FROM (SELECT count(*) AS n FROM sales GROUP BY region))

SELECT sum(quantity) + (SELECT count(*) FROM items) FROM sales

SELECT region, sum(quantity) / (SELECT sum(quantity) FROM sales) AS share FROM sales GROUP BY region

SELECT item FROM sales WHERE price = (SELECT max(price) FROM sales)

SELECT item FROM sales WHERE id = (SELECT id FROM sales)

SELECT * FROM sales s LEFT JOIN LATERAL (SELECT max(unit_price) AS m FROM items i WHERE i.item = s.item) ON true WHERE id < 3

SELECT s.id, m FROM sales s, LATERAL (SELECT max(unit_price) AS m FROM items i WHERE i.item = s.item) WHERE id < 3

SELECT s.id, x FROM sales s, LATERAL explode(array(1,2)) AS t(x) WHERE id < 3

SELECT * FROM (SELECT region, item, quantity FROM sales) PIVOT (sum(quantity) FOR item IN ('apple', 'pear')) ORDER BY region

SELECT max(struct(id, item)).item FROM sales

SELECT count(*) FROM sales WHERE note LIKE '%\\_%'

SELECT count(*) FROM sales WHERE note LIKE '%\_%'

SELECT /* c */ id FROM sales WHERE id = 1 /* d */

SELECT /*+ BROADCAST(items) */ s.id FROM sales s JOIN items i ON s.item = i.item WHERE id = 1

SELECT * EXCEPT (note) FROM sales

SELECT id FROM sales WHERE day = DATE'2024-01-01' OR sold_at = TIMESTAMP '2024-01-02 00:00:00.000'

SELECT ts + INTERVAL '0 00:30:00' DAY TO SECOND FROM moments

SELECT ts + 2 * INTERVAL 1 DAY, ts + INTERVAL 1 DAY * n FROM moments

SELECT (us - ts) > INTERVAL 1 DAY FROM moments

SELECT extract(DAY FROM (us - ts)), datediff(us, ts) FROM moments

SELECT cast(us - ts AS STRING) FROM moments

SELECT round(cast(unix_timestamp(us) - unix_timestamp(ts) AS DOUBLE) / 3600, 2) FROM moments

SELECT (cast(us as double) - cast(ts as double)) / 60 FROM moments

SELECT sum(cast(NULL as int)), avg(cast(null as decimal(5,2))), count(null), max(null) FROM sales

SELECT item FROM sales UNION ALL SELECT id FROM sales

SELECT day FROM sales UNION SELECT sold_at FROM sales

SELECT price FROM sales UNION ALL SELECT quantity FROM sales UNION ALL SELECT discount FROM sales

SELECT region, grp, explode(xs) AS x FROM (SELECT region, 'a' AS grp, sort_array(collect_list(quantity)) AS xs FROM sales GROUP BY region) t

SELECT id, explode(split(note, ' ')) AS word, upper(word) AS big FROM sales WHERE id < 4

SELECT id, row_number() OVER (ORDER BY id) AS rn, explode(array(1, 2)) AS x FROM sales

SELECT a.id FROM sales a WHERE a.id IN (SELECT b.id FROM sales b WHERE b.region = 'north') OR a.quantity > 6

SELECT event_id, from_json(payload, 'ms INT, user STRUCT<id: BIGINT, name: STRING>, list ARRAY<INT>') AS p FROM events WHERE event_id <> 'e5'

SELECT event_id, from_json(payload, 'ms STRING, user STRING').user AS u FROM events WHERE event_id <> 'e5'

SELECT event_id, from_json(tags, 'array<string>')[0] AS first_tag FROM events WHERE event_id <> 'e2'

SELECT cast(occurred_at AS date) AS d, count(*) AS n, count_if(lower(level) = 'error') AS errors, round(count_if(lower(level) = 'error') / count(*), 4) AS rate FROM events GROUP BY cast(occurred_at AS date) ORDER BY d

SELECT quantity / 0 FROM sales WHERE id = 1

SELECT CAST(note AS INT) FROM sales

SELECT sum(CAST(price AS DECIMAL(38,2)) * 100000000000000000000) FROM sales

SELECT percentile(price, 0.9) AS p90, percentile(quantity, 0) AS p0, percentile(discount, 1.0) AS p1 FROM sales

SELECT stddev_pop(price), variance(quantity), covar_pop(quantity, discount), covar_samp(quantity, discount), corr(quantity, price) FROM sales

SELECT item, collect_list(quantity) FROM sales GROUP BY item

SELECT item, array_max(collect_list(quantity)) AS m, array_contains(collect_set(region), 'north') AS n FROM sales GROUP BY item

SELECT upper(region) || ':' || item AS k, count(*) FROM sales GROUP BY upper(region) || ':' || item

SELECT year(day) * 100 + month(day) AS ym, sum(quantity) FROM sales GROUP BY year(day) * 100 + month(day) ORDER BY ym

SELECT quantity / 2 AS half, count(*) FROM sales GROUP BY quantity / 2 ORDER BY half

SELECT CAST(note AS STRING) AS n, count(*) FROM sales GROUP BY CAST(note AS STRING)

SELECT price / 3 AS p, count(*) FROM sales GROUP BY price / 3 HAVING price / 3 > 0.4

SELECT date_format(sold_at, 'yyyy-MM') AS m, region, sum(price) AS s, sum(sum(price)) OVER (PARTITION BY date_format(sold_at, 'yyyy-MM')) AS t FROM sales GROUP BY date_format(sold_at, 'yyyy-MM'), region ORDER BY m, region

SELECT region, max(CASE WHEN item = 'apple' THEN quantity END) AS apple, max(CASE WHEN item = 'pear' THEN quantity END) AS pear FROM sales GROUP BY region

SELECT x.region, y.total FROM (SELECT DISTINCT region FROM sales WHERE region IS NOT NULL) x LEFT JOIN (SELECT region, sum(quantity) AS total FROM sales GROUP BY region) y ON x.region <=> y.region

SELECT id, lag(day) OVER (PARTITION BY region ORDER BY day, id) AS before, datediff(day, lag(day) OVER (PARTITION BY region ORDER BY day, id)) AS gap FROM sales WHERE day IS NOT NULL

SELECT id, sum(CASE WHEN gap > 30 THEN 1 ELSE 0 END) OVER (PARTITION BY region ORDER BY id) AS session FROM (SELECT id, region, datediff(day, lag(day) OVER (PARTITION BY region ORDER BY id)) AS gap FROM sales) t

SELECT * FROM sales WHERE id = 1 AND note = 'first order' AND price = 1.25 AND discount = 0.1

SELECT id FROM sales WHERE discount = 0.1 AND price >= '1.25'

SELECT count(*) FROM sales a LEFT JOIN sales b ON a.id = b.id + 1 AND b.quantity > 2 WHERE b.id IS NULL

SELECT `a b`, `c``d` FROM (SELECT 1 AS `a b`, 2 AS `c``d`)

SELECT t.s.a, t.s.b.c FROM (SELECT named_struct('a', 1, 'b', named_struct('c', 'x')) AS s) t

SELECT region, min(day) FILTER (WHERE quantity > 1) AS first_big FROM sales GROUP BY region

SELECT avg(quantity) AS a FROM sales GROUP BY GROUPING SETS (())

SELECT region, item, count(*) AS n FROM sales GROUP BY region, item ORDER BY n DESC, region, item LIMIT 5

WITH RECURSIVE t AS (SELECT 1) SELECT * FROM t

SELECT a.id, b.id FROM sales a FULL OUTER JOIN items b ON a.item = b.item AND a.id > 5

SELECT id, quantity FROM sales WHERE quantity = ANY (SELECT 1)

INSERT INTO sales SELECT * FROM sales

SELECT id FROM sales; SELECT id FROM items

SELECT id FROM sales WHERE region = 'north' AND (note LIKE '%order' OR note IS NULL) OR id = 12

SELECT CASE region WHEN 'north' THEN 1 WHEN 'south' THEN 2.5 ELSE NULL END AS c FROM sales

SELECT map('a', 1)

SELECT sum(i) OVER (ORDER BY n) FROM numbers

SELECT n, m, w, m + w AS s, m * w AS p, w / m AS q, round(w / nullif(m, 0), 2) AS r FROM numbers WHERE n <> 5

SELECT sum(m * w) AS s, avg(m * 2) AS a, max(w) - min(w) AS d FROM numbers WHERE n <> 5

SELECT s.*, i.category FROM sales s LEFT JOIN items i USING (item) ORDER BY id

SELECT i.*, s.id FROM sales s RIGHT JOIN items i USING (item)

SELECT s.*, i.* FROM sales s FULL JOIN items i USING (item)

SELECT i.*, id FROM sales s LEFT JOIN items i USING (item)

SELECT *, s.item, i.item FROM sales s FULL JOIN items i USING (item) WHERE id IS NULL OR id = 11

SELECT region, item, year(day) AS y, count(*) FROM sales GROUP BY region, CUBE(item, year(day))

SELECT n, regexp_replace(s, '(?i)[aeiou]', '_') AS a, s rlike '(?i)hello' AS b, regexp_extract(s, '\\b([a-z]+)$', 1) AS c FROM texts WHERE n NOT IN (6, 11)

SELECT n, regexp_extract(s, '^(\\w+)', 1) AS w, regexp_replace(s, '^\\s+|\\s+$', '') AS t, regexp_replace(s, '[\\s,]+', '_') AS u FROM texts

SELECT aggregate(array(1, 2, 3), 0, (acc, x) -> acc + x) AS s, reduce(array(1.5D, 2D), 0D, (a, x) -> a + x, a -> a * 2) AS d, aggregate(array('a', 'b'), '', (a, x) -> concat(a, x)) AS t, aggregate(cast(array() AS array<int>), 7, (a, x) -> a + x) AS e

SELECT n, aggregate(array(n, i), 0L, (a, x) -> a + coalesce(x, 0)) AS s FROM numbers

SELECT /*+ BROADCAST(i), COALESCE(1) */ s.id FROM sales s JOIN items i ON s.item = i.item

SELECT extract(SECOND FROM ts) AS s, date_part('SECONDS', us) AS p FROM moments

SELECT round(d * 1000, -2) AS r, round(d, -1) AS t FROM numbers WHERE n <> 5

SELECT format_number(m, 2) AS a, format_number(w, 0) AS b, format_number(m, 0) AS c FROM numbers

SELECT quantity > (SELECT avg(quantity) FROM sales) AS above, count(*) AS n FROM sales GROUP BY quantity > (SELECT avg(quantity) FROM sales)

SELECT item IN (SELECT item FROM items WHERE category = 'fruit') AS fruit, item IN (SELECT item FROM items WHERE category = 'dried') AS dried, count(*) AS n FROM sales GROUP BY 1, 2

SELECT CASE WHEN price > (SELECT max(unit_price) FROM items WHERE category = 'dried') THEN 'dear' ELSE 'cheap' END AS kind, count(*) AS n FROM sales GROUP BY kind

SELECT EXISTS (SELECT 1 FROM items i WHERE i.item = s.item) AS listed, count(*) AS n FROM sales s GROUP BY 1

SELECT region = (SELECT min(region) FROM regions) AS a, region = (SELECT max(region) FROM regions) AS b, count(*) AS n FROM sales GROUP BY region = (SELECT min(region) FROM regions)

SELECT count(DISTINCT *) FROM regions

SELECT count(DISTINCT region, name) FROM regions

SELECT percentile_cont(0.1) WITHIN GROUP (ORDER BY quantity DESC) FROM sales

SELECT trim(BOTH '.' FROM '..a.b.') AS a, trim(LEADING ',' FROM ',,a,') AS b, trim(TRAILING ')' FROM 'f(x)') AS c, trim(BOTH FROM ' d ') AS d
