SELECT region, amount, CAST(1 AS BIGINT) AS orders
FROM orders
