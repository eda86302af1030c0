SELECT i.item, i.category FROM items i LEFT ANTI JOIN sales_records s ON s.item = i.item AND s.quantity > 20
UNION ALL
SELECT i.item, 'sold' FROM items i LEFT SEMI JOIN sales_records s ON s.item = i.item AND s.quantity > 20
ORDER BY item, category
