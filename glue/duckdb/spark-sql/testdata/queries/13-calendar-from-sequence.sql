WITH bounds AS (SELECT MIN(day) AS lo, MAX(day) AS hi FROM sales_daily),
calendar AS (SELECT explode(sequence(lo, hi, INTERVAL 1 DAY)) AS day FROM bounds)
SELECT c.day, date_format(c.day, 'EEEE') AS weekday, COALESCE(SUM(s.revenue_usd), 0) AS revenue
FROM calendar c LEFT JOIN sales_daily s ON s.day = c.day
GROUP BY c.day ORDER BY c.day
