SELECT day, revenue, SUM(revenue) OVER (ORDER BY day RANGE BETWEEN 6 PRECEDING AND CURRENT ROW) AS week,
  AVG(revenue) OVER (ORDER BY day ROWS BETWEEN 3 PRECEDING AND 3 FOLLOWING) AS centred, COUNT(*) OVER () AS n
FROM (SELECT day, SUM(revenue_usd) AS revenue FROM sales_daily GROUP BY day) d ORDER BY day
