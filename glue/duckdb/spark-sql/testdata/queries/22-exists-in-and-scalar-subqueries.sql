SELECT r.region, r.name,
  (SELECT MAX(s.timestamp) FROM sales_records s WHERE s.region = r.region) AS last_sale,
  (SELECT COUNT(*) FROM sales_records s WHERE s.region = r.region AND s.online) AS online_sales
FROM regions r
WHERE EXISTS (SELECT 1 FROM sales_records s WHERE s.region = r.region AND s.quantity > 5)
  AND r.region NOT IN (SELECT region FROM sales_records WHERE item = 'fax-machine' AND region IS NOT NULL)
   OR r.country IN ('United States', 'Japan')
ORDER BY r.region
