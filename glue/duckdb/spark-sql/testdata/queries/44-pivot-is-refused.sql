SELECT * FROM (
  SELECT region, category, revenue_usd FROM sales_daily
)
PIVOT (SUM(revenue_usd) AS revenue FOR category IN ('Stationery' AS stationery, 'Furniture' AS furniture,
  'Computers' AS computers))
ORDER BY region
