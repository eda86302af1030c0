-- LAG gives the month before that has sales; only when that is the calendar month before is it compared.
WITH monthly AS (
  SELECT
    CAST(DATE_TRUNC('MONTH', day) AS DATE) AS month,
    region,
    region_name,
    SUM(transactions) AS transactions,
    CAST(SUM(revenue_usd) AS DECIMAL(14, 2)) AS revenue_usd
  FROM sales_daily
  GROUP BY CAST(DATE_TRUNC('MONTH', day) AS DATE), region, region_name
),

ordered AS (
  SELECT
    month,
    region,
    region_name,
    transactions,
    revenue_usd,
    LAG(month) OVER (PARTITION BY region ORDER BY month) AS earlier_month,
    LAG(revenue_usd) OVER (PARTITION BY region ORDER BY month) AS earlier_revenue_usd,
    SUM(revenue_usd) OVER (
      PARTITION BY region, YEAR(month) ORDER BY month ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS revenue_to_date_usd,
    ROW_NUMBER() OVER (PARTITION BY month ORDER BY revenue_usd DESC, region) AS rank_in_month
  FROM monthly
),

compared AS (
  SELECT
    month,
    region,
    region_name,
    transactions,
    revenue_usd,
    CASE WHEN earlier_month = ADD_MONTHS(month, -1) THEN earlier_revenue_usd END AS previous_revenue_usd,
    revenue_to_date_usd,
    rank_in_month
  FROM ordered
)

SELECT
  month,
  region,
  region_name,
  transactions,
  revenue_usd,
  previous_revenue_usd,
  CAST(revenue_usd - previous_revenue_usd AS DOUBLE) / NULLIF(CAST(previous_revenue_usd AS DOUBLE), 0) AS growth,
  CAST(revenue_to_date_usd AS DECIMAL(14, 2)) AS revenue_to_date_usd,
  rank_in_month
FROM compared
