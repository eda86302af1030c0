SELECT region, month, revenue_usd,
  LAG(revenue_usd) OVER w AS prev,
  revenue_usd - LAG(revenue_usd, 1, 0) OVER w AS diff,
  TRY_DIVIDE(revenue_usd - LAG(revenue_usd) OVER w, LAG(revenue_usd) OVER w) AS growth,
  FIRST_VALUE(revenue_usd) OVER w AS first_rev,
  LEAD(month) OVER w AS next_month
FROM sales_monthly
WINDOW w AS (PARTITION BY region ORDER BY month)
ORDER BY region, month
