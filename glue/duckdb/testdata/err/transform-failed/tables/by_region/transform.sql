SELECT region, CAST(sum(amount / (amount - amount)) AS DECIMAL(14,2)) AS amount, count(*) AS orders
FROM orders
GROUP BY region
