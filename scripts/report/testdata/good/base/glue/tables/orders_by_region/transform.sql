SELECT region, sum(amount) AS amount, count(*) AS orders FROM orders GROUP BY region
