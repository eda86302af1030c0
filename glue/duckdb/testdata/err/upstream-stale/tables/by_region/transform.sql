SELECT region, CAST(sum(amount) AS DECIMAL(14,2)) AS amount, CAST(count(*) AS STRING) AS orders
FROM orders
GROUP BY region
