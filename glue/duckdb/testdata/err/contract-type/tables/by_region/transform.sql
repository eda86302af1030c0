SELECT CAST(max(sold_on) AS STRING) AS region, max(sold_on) AS amount, CAST(count(*) AS STRING) AS orders
FROM orders
GROUP BY region
