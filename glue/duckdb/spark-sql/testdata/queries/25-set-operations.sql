(SELECT item FROM items EXCEPT SELECT item FROM sales_records)
UNION
(SELECT item FROM items INTERSECT SELECT lower(item) FROM sales_records WHERE region = 'JP-13')
ORDER BY item
