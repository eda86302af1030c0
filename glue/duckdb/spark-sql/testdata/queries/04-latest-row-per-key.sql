SELECT transaction_id, item, quantity, updated_at
FROM (
  SELECT *, ROW_NUMBER() OVER (PARTITION BY item, region ORDER BY updated_at DESC, transaction_id) AS rn
  FROM sales_records
) t
WHERE rn = 1
ORDER BY transaction_id
