SELECT region, CAST(sum(amount) AS DECIMAL(14,2)) AS amuont, count(*) AS order_count
FROM orders
GROUP BY region
