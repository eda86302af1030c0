-- Corrected transactions have been settled before they come here: the schema of sales_records keeps the latest.
-- A day is a UTC day. Money is decimal from end to end.
WITH sales AS (
  SELECT
    CAST(timestamp AS DATE) AS day,
    region,
    LOWER(item) AS item,
    quantity,
    COALESCE(unit_discount, CAST(0 AS DECIMAL(10, 2))) AS unit_discount,
    COALESCE(online, FALSE) AS online
  FROM sales_records
),

priced AS (
  SELECT
    sales.day,
    sales.region,
    COALESCE(items.category, 'Unlisted') AS category,
    sales.quantity,
    sales.online,
    CAST(
      CAST(sales.quantity AS DECIMAL(10, 0)) * (items.unit_price - sales.unit_discount) AS DECIMAL(14, 2)
    ) AS revenue_usd
  FROM sales
  LEFT JOIN items ON items.item = sales.item
)

SELECT
  priced.day,
  priced.region,
  COALESCE(regions.name, priced.region) AS region_name,
  regions.country,
  regions.latitude,
  regions.longitude,
  priced.category,
  COUNT(*) AS transactions,
  SUM(CASE WHEN priced.online THEN 1 ELSE 0 END) AS online_transactions,
  COUNT(*) - COUNT(priced.revenue_usd) AS unpriced_transactions,
  SUM(priced.quantity) AS quantity,
  CAST(COALESCE(SUM(priced.revenue_usd), 0) AS DECIMAL(14, 2)) AS revenue_usd,
  YEAR(priced.day) AS year,
  MONTH(priced.day) AS month,
  DAY(priced.day) AS day_of_month
FROM priced
LEFT JOIN regions ON regions.region = priced.region
GROUP BY
  priced.day,
  priced.region,
  COALESCE(regions.name, priced.region),
  regions.country,
  regions.latitude,
  regions.longitude,
  priced.category
