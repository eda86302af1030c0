SELECT
  COALESCE(i.category, 'All') AS category,
  s.region,
  GROUPING(i.category) AS g_category,
  GROUPING(s.region) AS g_region,
  GROUPING_ID(i.category, s.region) AS gid,
  SUM(s.quantity * (i.unit_price - COALESCE(s.unit_discount, 0))) AS revenue,
  COUNT(*) AS n
FROM sales_records s
JOIN items i ON lower(trim(s.item)) = i.item
GROUP BY ROLLUP (i.category, s.region)
ORDER BY gid, category, region NULLS LAST
