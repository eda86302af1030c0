SELECT
  month,
  region,
  revenue_usd,
  SUM(revenue_usd) OVER (PARTITION BY region ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running,
  ROUND(100 * revenue_usd / SUM(revenue_usd) OVER (PARTITION BY month), 2) AS share_pct,
  AVG(revenue_usd) OVER (PARTITION BY region ORDER BY month ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS ma3
FROM sales_monthly
ORDER BY region, month
