SELECT s.transaction_id, s.item, s.quantity
FROM sales_records s
WHERE s.quantity > (SELECT 2 * AVG(t.quantity) FROM sales_records t WHERE t.item = s.item)
ORDER BY s.transaction_id
