WITH a AS (SELECT item, COUNT(*) AS sold FROM sales_records GROUP BY item)
SELECT COALESCE(a.item, i.item) AS item, a.sold, i.unit_price,
  CASE WHEN a.item IS NULL THEN 'never sold' WHEN i.item IS NULL THEN 'not listed' ELSE 'ok' END AS state
FROM a FULL OUTER JOIN items i ON a.item <=> i.item
ORDER BY item
