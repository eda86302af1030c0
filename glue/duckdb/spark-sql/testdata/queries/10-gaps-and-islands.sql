WITH days AS (SELECT DISTINCT region, day FROM sales_daily),
numbered AS (
  SELECT region, day, date_sub(day, CAST(ROW_NUMBER() OVER (PARTITION BY region ORDER BY day) AS INT)) AS island
  FROM days
)
SELECT region, MIN(day) AS from_day, MAX(day) AS to_day, COUNT(*) AS days, datediff(MAX(day), MIN(day)) + 1 AS span
FROM numbered GROUP BY region, island
ORDER BY region, from_day
