SELECT region, CAST(sum(amount) AS DECIMAL(14,2)) AS amount, count(*) AS orders
FROM orders
GROUP BY region
