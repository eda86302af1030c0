SELECT * FROM sales WHERE region = 'north' ORDER BY id

SELECT region, count(*) AS sales, sum(quantity) AS quantity FROM sales GROUP BY region ORDER BY region

SELECT region, sum(quantity * price) AS revenue, avg(price) AS average, min(day), max(day) FROM sales GROUP BY region

SELECT s.region, r.name, sum(s.quantity * i.unit_price) revenue
FROM sales s LEFT JOIN items i ON s.item = i.item JOIN regions r ON r.region = s.region
GROUP BY s.region, r.name HAVING sum(s.quantity) > 2 ORDER BY revenue DESC

SELECT year(day) AS year, month(day) AS month, count(DISTINCT region) AS regions, count(DISTINCT item, region) AS pairs FROM sales GROUP BY year(day), month(day)

SELECT date_trunc('MONTH', day) AS month, sum(quantity) AS q FROM sales GROUP BY 1 ORDER BY 1

SELECT upper(region) AS r, count(*) FROM sales GROUP BY r ORDER BY r NULLS LAST

SELECT item, quantity FROM sales ORDER BY quantity DESC, id

SELECT item, quantity FROM sales ORDER BY quantity NULLS LAST, id

SELECT DISTINCT region FROM sales ORDER BY region DESC

SELECT DISTINCT region, item FROM sales ORDER BY item, region

SELECT id, row_number() OVER (PARTITION BY region ORDER BY day DESC, id) AS rn FROM sales

SELECT * FROM (SELECT s.*, row_number() OVER (PARTITION BY item ORDER BY sold_at DESC, id) AS rn FROM sales s) t WHERE rn = 1 ORDER BY item

WITH monthly AS (SELECT trunc(day, 'MM') AS month, sum(quantity * price) AS revenue FROM sales GROUP BY trunc(day, 'MM'))
SELECT month, revenue, lag(revenue) OVER (ORDER BY month) AS previous, revenue / lag(revenue) OVER (ORDER BY month) - 1 AS growth FROM monthly ORDER BY month

SELECT id, sum(quantity) OVER (ORDER BY id) AS running, avg(price) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS moving FROM sales

SELECT id, rank() OVER (ORDER BY quantity) AS r, dense_rank() OVER (ORDER BY quantity DESC) AS dr, percent_rank() OVER (ORDER BY quantity) AS p, cume_dist() OVER (ORDER BY quantity) AS c, ntile(3) OVER (ORDER BY id) AS n FROM sales

SELECT id, first_value(price) OVER w AS first, last_value(price) OVER (PARTITION BY region ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last, lead(price, 2, 0) OVER w AS lead2 FROM sales WINDOW w AS (PARTITION BY region ORDER BY id)

SELECT id, lag(note) IGNORE NULLS OVER (ORDER BY id) AS previous, last_value(discount) IGNORE NULLS OVER (ORDER BY id) AS latest, nth_value(item, 2) OVER (ORDER BY id) AS second FROM sales

SELECT day, sum(quantity) OVER (ORDER BY day RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW) AS two_days FROM sales WHERE day IS NOT NULL

SELECT quantity, count(*) OVER (ORDER BY quantity RANGE BETWEEN 2 PRECEDING AND 2 FOLLOWING) AS near FROM sales

SELECT region, sum(quantity) AS q, sum(quantity) / sum(sum(quantity)) OVER () AS share, rank() OVER (ORDER BY sum(quantity) DESC) AS place FROM sales GROUP BY region

SELECT region, item, sum(quantity) AS q FROM sales GROUP BY ROLLUP (region, item) ORDER BY region, item, q

SELECT region, item, count(*) AS n, grouping(region) AS gr, grouping_id() AS gid FROM sales GROUP BY CUBE (region, item)

SELECT region, item, sum(quantity) AS q FROM sales GROUP BY region, item GROUPING SETS ((region), (item), ())

SELECT region, item, sum(quantity) FROM sales GROUP BY region, item WITH ROLLUP

SELECT item FROM sales UNION SELECT item FROM items

SELECT item, quantity FROM sales UNION ALL SELECT item, unit_price FROM items

SELECT item FROM sales INTERSECT SELECT item FROM items ORDER BY item

SELECT item FROM items EXCEPT SELECT item FROM sales

SELECT item FROM sales MINUS SELECT item FROM items

SELECT item FROM sales EXCEPT ALL SELECT item FROM items

SELECT i.item FROM items i LEFT ANTI JOIN sales s ON s.item = i.item

SELECT i.item FROM items i LEFT SEMI JOIN sales s ON s.item = i.item AND s.quantity > 3

SELECT * FROM items i FULL OUTER JOIN (SELECT DISTINCT item, region FROM sales) s USING (item)

SELECT * FROM sales s JOIN regions USING (region) ORDER BY id

SELECT region, r.name, s.id FROM sales s RIGHT JOIN regions r USING (region)

SELECT a.item, b.item FROM items a CROSS JOIN items b WHERE a.unit_price < b.unit_price

SELECT a.item, b.item FROM items a, items b WHERE a.category = b.category AND a.item < b.item

SELECT * FROM items WHERE item IN (SELECT item FROM sales)

SELECT * FROM items WHERE item NOT IN (SELECT item FROM sales WHERE item IS NOT NULL)

SELECT * FROM items i WHERE EXISTS (SELECT 1 FROM sales s WHERE s.item = i.item AND s.quantity >= 10)

SELECT * FROM items i WHERE NOT EXISTS (SELECT * FROM sales s WHERE s.item = i.item)

SELECT item, unit_price, unit_price > (SELECT avg(unit_price) FROM items) AS dear FROM items

SELECT i.item, (SELECT max(s.day) FROM sales s WHERE s.item = i.item) AS last_day FROM items i

SELECT id, quantity FROM sales s WHERE quantity > (SELECT avg(quantity) FROM sales t WHERE t.item = s.item)

SELECT count(*), count(region), count(DISTINCT region), sum(price), avg(discount), min(note), max(note) FROM sales

SELECT count(*) FILTER (WHERE region = 'north') AS north, sum(quantity) FILTER (WHERE price > 1) AS dear, count_if(discount > 0.1) AS discounted FROM sales

SELECT item, stddev(quantity) AS sd, var_pop(quantity) AS vp, corr(quantity, discount) AS c, percentile(quantity, 0.5) AS median, median(price) AS m2 FROM sales GROUP BY item

SELECT region, sort_array(collect_set(item)) AS items, size(collect_list(item)) AS n, array_join(sort_array(collect_list(item)), ',') AS list FROM sales GROUP BY region

SELECT region, max_by(item, id) AS latest, min_by(note, id) AS first FROM sales GROUP BY region

SELECT region, bool_and(quantity > 0) AS all_plus, bool_or(quantity > 5) AS some_many, every(price > 0) AS e FROM sales GROUP BY region

SELECT event_id, tag FROM events LATERAL VIEW explode(from_json(tags, 'array<string>')) t AS tag

SELECT event_id, pos, tag FROM events LATERAL VIEW OUTER posexplode(from_json(tags, 'array<string>')) t AS pos, tag

SELECT event_id, explode(split(message, ' ')) AS word FROM events

SELECT word, count(*) AS n FROM (SELECT explode(split(lower(message), '[^a-z]+')) AS word FROM events) w WHERE word <> '' GROUP BY word ORDER BY n DESC, word

SELECT event_id, get_json_object(payload, '$.user.name') AS name, get_json_object(payload, '$.user.id') AS id, get_json_object(payload, '$.ms') AS ms, get_json_object(payload, '$.list[1]') AS second, get_json_object(payload, '$.user') AS u FROM events

SELECT event_id, from_json(payload, 'ms INT, ok BOOLEAN, user STRUCT<id: BIGINT, name: STRING>') AS p FROM events WHERE event_id IN ('e1', 'e3', 'e4')

SELECT event_id, p.user.name AS user_name, p.ms FROM (SELECT event_id, from_json(payload, 'struct<ms:double,user:struct<name:string>>') AS p FROM events WHERE event_id <> 'e6') x

SELECT upper(level) AS level, date_format(occurred_at, 'yyyy-MM-dd HH') AS hour, count(*) AS events FROM events GROUP BY upper(level), date_format(occurred_at, 'yyyy-MM-dd HH')

SELECT event_id, regexp_extract(message, 'code=(\\w+)', 1) AS code FROM events

SELECT service, count(*) AS n, sum(CASE WHEN upper(level) = 'ERROR' THEN 1 ELSE 0 END) AS errors, round(avg(CASE WHEN upper(level) = 'ERROR' THEN 1.0 ELSE 0.0 END), 3) AS share FROM events GROUP BY service

SELECT quantity * price AS revenue, revenue * 2 AS double_revenue FROM sales WHERE id < 4

SELECT id, CASE WHEN quantity >= 10 THEN 'bulk' WHEN quantity > 1 THEN 'some' ELSE 'one' END AS size FROM sales ORDER BY size, id

SELECT size, count(*) AS n FROM (SELECT CASE WHEN quantity >= 10 THEN 'bulk' ELSE 'few' END AS size FROM sales) GROUP BY size HAVING n > 1 ORDER BY n DESC

SELECT region, count(*) AS n FROM sales GROUP BY region HAVING count(*) > 2 AND region IS NOT NULL ORDER BY count(*) DESC, region

SELECT id FROM sales ORDER BY id LIMIT 3

SELECT id FROM sales ORDER BY id DESC LIMIT 3 OFFSET 2

SELECT * FROM VALUES (1, 'a'), (2, 'b') AS t(n, s)

SELECT * FROM (VALUES (1, 2.5), (NULL, 3)) AS t(a, b) WHERE a IS NOT NULL

VALUES (1, 'x'), (2, 'y')

SELECT id + 1 FROM range(3)

WITH a AS (SELECT 1 AS x), b AS (SELECT x + 1 AS y FROM a) SELECT a.x, b.y FROM a CROSS JOIN b

WITH sales AS (SELECT * FROM sales WHERE region = 'east') SELECT count(*) AS n FROM sales

WITH t(a, b) AS (SELECT item, unit_price FROM items) SELECT a, sum(b) AS b FROM t GROUP BY a

SELECT `id`, `s`.`region` AS `the region` FROM sales AS `s` WHERE `s`.id <= 2

SELECT Region, SUM(Quantity) AS Q FROM Sales GROUP BY REGION

SELECT s.id, s.* FROM sales s WHERE s.id = 1

SELECT coalesce(r.country, 'unknown') AS country, cast(sum(s.quantity * s.price * (1 - coalesce(s.discount, 0))) AS decimal(14,2)) AS net FROM sales s LEFT JOIN regions r ON s.region = r.region GROUP BY coalesce(r.country, 'unknown')

SELECT item, avg(price) AS a, sum(price) / count(price) AS b, sum(price * quantity) / sum(quantity) AS weighted FROM sales GROUP BY item

SELECT avg(w) AS a, avg(m) AS b, sum(m) AS c, avg(i) AS d, sum(t.n * 1.1) AS e FROM numbers t WHERE n <> 5

SELECT sum(b) AS overflow FROM numbers

SELECT sum(i) AS s, avg(b) AS a FROM numbers

SELECT i / b FROM numbers

SELECT b + 1 FROM numbers

SELECT 100 / i FROM numbers WHERE i <> 0 AND 100 / i > 0

SELECT CASE WHEN i = 0 THEN 0 ELSE 100 / i END AS x FROM numbers

SELECT cast(s AS int) FROM texts

SELECT n, array(1, 2)[n] FROM numbers

SELECT first(item) FROM sales

SELECT id, current_date() > DATE '2020-01-01' AS past FROM sales

SELECT region, item FROM sales GROUP BY region

SELECT nope FROM sales

SELECT s.id FROM sales s JOIN items i ON item = item

SELECT * FROM sales TABLESAMPLE (100 PERCENT)

SELECT item, price FROM sales WHERE sum(price) > 1

SELECT region, sum(price) AS total FROM sales GROUP BY ALL ORDER BY total

SELECT i.category, percentile_cont(0.25) WITHIN GROUP (ORDER BY s.quantity) AS q1 FROM sales s JOIN items i USING (item) GROUP BY i.category

SELECT id, price, price - lag(price, 1, price) OVER (PARTITION BY item ORDER BY id) AS change FROM sales

SELECT day, region, sum(sum(quantity)) OVER (PARTITION BY region ORDER BY day) AS running FROM sales GROUP BY day, region

SELECT region, count(*) FROM sales WHERE day BETWEEN date'2024-01-01' AND date'2024-12-31' AND NOT (region <=> 'south') GROUP BY region

SELECT day, dayofweek(day) AS dow, date_format(day, 'EEEE') AS name FROM sales WHERE day IS NOT NULL

SELECT year(sold_at) AS year, month(sold_at) AS month, day(sold_at) AS day_of_month, hour(sold_at) AS hour, count(*) AS n FROM sales GROUP BY year(sold_at), month(sold_at), day(sold_at), hour(sold_at) ORDER BY year, month, day_of_month, hour

SELECT s1.id, s2.id AS other FROM sales s1 JOIN sales s2 ON s1.item = s2.item AND s1.id < s2.id AND abs(datediff(s1.day, s2.day)) <= 60

SELECT region, named_struct('n', count(*), 'q', sum(quantity)) AS stats FROM sales GROUP BY region

SELECT item, transform(sort_array(collect_list(quantity)), q -> q * 2) AS doubled FROM sales GROUP BY item

SELECT t.item, t.n FROM (SELECT item, count(*) AS n FROM sales GROUP BY item) t WHERE t.n = (SELECT max(n) FROM (SELECT count(*) AS n FROM sales GROUP BY item))

SELECT d.day, coalesce(s.n, 0) AS n FROM (SELECT explode(sequence(date'2024-01-01', date'2024-01-03', interval 1 day)) AS day) d LEFT JOIN (SELECT day, count(*) AS n FROM sales GROUP BY day) s ON d.day = s.day ORDER BY d.day

(SELECT id FROM sales WHERE id < 3) UNION ALL (SELECT id FROM sales WHERE id > 10) ORDER BY id DESC

SELECT 1 AS one, 'x' AS text, NULL AS nothing

SELECT region, sum(quantity) OVER (PARTITION BY region) AS q FROM sales WHERE quantity IS NOT NULL ORDER BY q DESC, region, id

SELECT max(length(note)) AS longest, sum(length(coalesce(note, ''))) AS total FROM sales

SELECT category, item FROM items ORDER BY category DESC NULLS FIRST, lower(item) LIMIT 10

SELECT count(*) AS rows, count(DISTINCT service) AS services, max(occurred_at) - INTERVAL 1 HOUR AS before FROM events

SELECT (SELECT count(*) FROM sales) AS s, (SELECT count(*) FROM items) AS i

SELECT region, item, quantity FROM sales WHERE (region, item) IN (SELECT region, item FROM sales)

SELECT concat_ws('-', region, item) AS k, count(1) c FROM sales GROUP BY concat_ws('-', region, item) ORDER BY 2 DESC, 1

SELECT s.item, s.quantity, i.category FROM sales s INNER JOIN items i ON lower(trim(s.item)) = lower(i.item) WHERE s.price * 2 >= i.unit_price ORDER BY s.id

SELECT DISTINCT year(day) AS y FROM sales WHERE year(day) IS NOT NULL ORDER BY y

SELECT region, count(*) AS n, CASE WHEN grouping(region) = 1 THEN 'all' ELSE coalesce(region, 'none') END AS label FROM sales GROUP BY ROLLUP (region)

SELECT posexplode(split('a,b', ','))

SELECT inline(array(named_struct('a', 1, 'b', 'x'), named_struct('a', 2, 'b', 'y')))

SELECT sum(DISTINCT quantity) AS s, avg(DISTINCT price) AS a FROM sales

SELECT max(price) - min(price) AS spread, max(day) AS last, datediff(max(day), min(day)) AS days FROM sales

SELECT item, count(*) AS n FROM sales GROUP BY item ORDER BY n DESC, item LIMIT 2

SELECT sold_at, date_trunc('hour', sold_at) AS hour, sold_at - INTERVAL 30 MINUTES AS earlier FROM sales WHERE sold_at > TIMESTAMP '2024-01-02 00:00:00'

SELECT CAST(price AS DOUBLE) * discount AS x, CAST(quantity AS STRING) AS q, CAST(day AS TIMESTAMP) AS t FROM sales
